# Speaks to scanners through Windows Image Acquisition (wiaaut.dll, in every Windows since Vista). Run by
# main/workers/scanning/wia/wia-driver.ts, which puts a request as JSON into SOLID_SCAN_REQUEST and reads one JSON line for
# each thing that happens. Nothing is written to the disk: a picture is taken from memory (FileData.BinaryData).
$ErrorActionPreference = 'Stop'
[Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false

# Numbers of wiadef.h.
$scannerType = 1
$handlingCapabilities = 3086; $handlingSelect = 3088
$canFeed = 1; $canFlat = 2; $canDuplex = 4
$intent = 6146; $colourIntent = 1; $greyIntent = 2
$xResolution = 6147; $yResolution = 6148
$xPosition = 6149; $yPosition = 6150; $xExtent = 6151; $yExtent = 6152
$bitmap = '{B96B3CAB-0728-11D3-9D7B-0000F81EF32E}'
$png = '{B96B3CAF-0728-11D3-9D7B-0000F81EF32E}'
$rangeType = 1; $listType = 2

function Say($news) {
  [Console]::Out.WriteLine((ConvertTo-Json $news -Compress -Depth 5))
  [Console]::Out.Flush()
}

function Find-Setting($owner, $number) {
  foreach ($setting in $owner.Properties) { if ($setting.PropertyID -eq $number) { return $setting } }
}

# A driver need not have every setting; what it does not have stays as it is.
function Set-Setting($owner, $number, $value) {
  $setting = Find-Setting $owner $number
  if ($setting -and -not $setting.IsReadOnly) { $setting.Value = $value }
}

function Set-Extent($item, $number, $pixels) {
  $setting = Find-Setting $item $number
  if (-not $setting -or $setting.IsReadOnly) { return }
  if ($setting.SubType -eq $rangeType -and $pixels -gt $setting.SubTypeMax) { $pixels = $setting.SubTypeMax }
  $setting.Value = [int]$pixels
}

function Connect-Device($manager, $id) {
  foreach ($info in $manager.DeviceInfos) { if ($info.DeviceID -eq $id) { return $info.Connect() } }
  Say @{ fault = '0x80210015' }
  exit
}

function Get-Handling($device) {
  $setting = Find-Setting $device $handlingCapabilities
  if ($setting) { return [int]$setting.Value }
  return $canFlat
}

function Show-Devices($manager) {
  $devices = @()
  foreach ($info in $manager.DeviceInfos) {
    if ($info.Type -ne $scannerType) { continue }
    $devices += @{ id = $info.DeviceID; name = [string]$info.Properties.Item('Name').Value }
  }
  Say @{ devices = $devices }
}

function Show-Capabilities($device) {
  $handling = Get-Handling $device
  $setting = Find-Setting $device.Items.Item(1) $xResolution
  $resolutions = @{ listed = @() }
  if ($setting.SubType -eq $listType) { foreach ($value in $setting.SubTypeValues) { $resolutions.listed += [int]$value } }
  if ($setting.SubType -eq $rangeType) {
    $resolutions = @{ lowest = [int]$setting.SubTypeMin; highest = [int]$setting.SubTypeMax }
  }
  Say @{
    capabilities = @{
      flatbed     = [bool]($handling -band $canFlat)
      feeder      = [bool]($handling -band $canFeed)
      duplex      = [bool]($handling -band $canDuplex)
      resolutions = $resolutions
    }
  }
}

function Send-Pages($device, $request) {
  $handling = @{ 'flatbed' = $canFlat; 'feeder' = $canFeed; 'feeder-duplex' = $canFeed -bor $canDuplex }
  Set-Setting $device $handlingSelect $handling[$request.source]
  $item = $device.Items.Item(1)
  if ($request.colourMode -eq 'grey') { Set-Setting $item $intent $greyIntent }
  else { Set-Setting $item $intent $colourIntent }
  Set-Setting $item $xResolution $request.resolution
  Set-Setting $item $yResolution $request.resolution
  Set-Setting $item $xPosition 0
  Set-Setting $item $yPosition 0
  Set-Extent $item $xExtent ($request.width / 25.4 * $request.resolution)
  Set-Extent $item $yExtent ($request.height / 25.4 * $request.resolution)
  do {
    Say @{ progress = $true }
    # Every driver has bitmaps; a PNG is the same picture and a fraction of the bytes.
    $picture = $item.Transfer($bitmap)
    $process = New-Object -ComObject WIA.ImageProcess
    $process.Filters.Add($process.FilterInfos.Item('Convert').FilterID)
    $process.Filters.Item(1).Properties.Item('FormatID').Value = $png
    $picture = $process.Apply($picture)
    Say @{ page = [Convert]::ToBase64String([byte[]]$picture.FileData.BinaryData) }
  } while ($request.source -ne 'flatbed')
}

try {
  $request = $env:SOLID_SCAN_REQUEST | ConvertFrom-Json
  $manager = New-Object -ComObject WIA.DeviceManager
  switch ($request.action) {
    'list' { Show-Devices $manager }
    'describe' { Show-Capabilities (Connect-Device $manager $request.device) }
    'scan' { Send-Pages (Connect-Device $manager $request.device) $request }
  }
}
catch {
  $cause = $_.Exception
  while ($cause.InnerException) { $cause = $cause.InnerException }
  Say @{ fault = ('0x{0:X8}' -f $cause.HResult) }
}
