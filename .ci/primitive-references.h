// Included before every file of the SQLite addon when it is built for the test Electron.
//
// With Node-API 10 a reference can hold a string or a number, with the 9 of Node 20 only an object. Here such a value
// is held inside an object of its own, and taken out of it again. (Node 20 offers references to primitives as an
// experiment, but an experimental addon is aborted when one of its objects is collected.)
#pragma once
#include <node_api.h>
#include <unordered_set>

// References belong to the thread that made them.
inline thread_local std::unordered_set<napi_ref> boxed_references;

inline napi_status create_any_reference(napi_env env, napi_value value, uint32_t count, napi_ref* reference) {
  napi_valuetype type;
  if (napi_status status = napi_typeof(env, value, &type); status != napi_ok) return status;
  if (type == napi_object || type == napi_function || type == napi_external || type == napi_symbol) {
    return napi_create_reference(env, value, count, reference);
  }
  napi_value box;
  if (napi_status status = napi_create_object(env, &box); status != napi_ok) return status;
  if (napi_status status = napi_set_named_property(env, box, "value", value); status != napi_ok) return status;
  napi_status status = napi_create_reference(env, box, count, reference);
  if (status == napi_ok) boxed_references.insert(*reference);
  return status;
}

inline napi_status get_any_reference_value(napi_env env, napi_ref reference, napi_value* value) {
  napi_status status = napi_get_reference_value(env, reference, value);
  if (status != napi_ok || *value == nullptr || boxed_references.count(reference) == 0) return status;
  return napi_get_named_property(env, *value, "value", value);
}

inline napi_status delete_any_reference(napi_env env, napi_ref reference) {
  boxed_references.erase(reference);
  return napi_delete_reference(env, reference);
}

#define napi_create_reference create_any_reference
#define napi_get_reference_value get_any_reference_value
#define napi_delete_reference delete_any_reference
