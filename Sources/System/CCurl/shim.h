// libcurl for Swift: its options are set by variadic functions, which Swift cannot call; typed wrappers for those.
#pragma once
#include <curl/curl.h>

typedef size_t (*koperator_curl_data_function)(char *bytes, size_t size, size_t count, void *context);
typedef int (*koperator_curl_progress_function)(
  void *context, curl_off_t download_total, curl_off_t downloaded, curl_off_t upload_total, curl_off_t uploaded);
typedef int (*koperator_curl_begin_function)(
  void *context, char *remote_address, char *local_address, int remote_port, int local_port);
typedef int (*koperator_curl_socket_function)(void *context, curl_socket_t socket, curlsocktype purpose);

static inline CURLcode koperator_curl_set_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode koperator_curl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode koperator_curl_set_string(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode koperator_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}
// libcurl copies the bytes.
static inline CURLcode koperator_curl_set_bytes(CURL *handle, CURLoption option, const void *bytes) {
  return curl_easy_setopt(handle, option, bytes);
}
static inline CURLcode koperator_curl_set_blob(CURL *handle, CURLoption option, const void *bytes, size_t count) {
  struct curl_blob blob = {(void *)bytes, count, CURL_BLOB_COPY};
  return curl_easy_setopt(handle, option, &blob);
}
static inline CURLcode koperator_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *list) {
  return curl_easy_setopt(handle, option, list);
}
static inline CURLcode koperator_curl_set_data_function(
  CURL *handle, CURLoption option, koperator_curl_data_function function) {
  return curl_easy_setopt(handle, option, function);
}
static inline CURLcode koperator_curl_set_progress_function(CURL *handle, koperator_curl_progress_function function) {
  return curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, function);
}
static inline CURLcode koperator_curl_set_begin_function(CURL *handle, koperator_curl_begin_function function) {
  return curl_easy_setopt(handle, CURLOPT_PREREQFUNCTION, function);
}
static inline CURLcode koperator_curl_set_socket_function(CURL *handle, koperator_curl_socket_function function) {
  return curl_easy_setopt(handle, CURLOPT_SOCKOPTFUNCTION, function);
}
static inline CURLMcode koperator_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}
static inline void *koperator_curl_private(CURL *handle) {
  void *value = NULL;
  curl_easy_getinfo(handle, CURLINFO_PRIVATE, &value);
  return value;
}
// How many connections the transfer had to make.
static inline long koperator_curl_made_connections(CURL *handle) {
  long value = 0;
  curl_easy_getinfo(handle, CURLINFO_NUM_CONNECTS, &value);
  return value;
}
// What a finished transfer came to.
static inline CURLcode koperator_curl_result(const CURLMsg *message) { return message->data.result; }
