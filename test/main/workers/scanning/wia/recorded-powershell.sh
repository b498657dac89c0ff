#!/bin/sh
# Stands for powershell.exe: notes what it was asked and says what was recorded.
printf '%s' "$SOLID_SCAN_REQUEST" >"$RECORDING.request"
cat "$RECORDING"
if [ -e "$RECORDING.hangs" ]; then exec sleep 3600; fi
