import CCurl

/// Sets a handle's options and keeps the first that failed.
@safe
struct CurlOptions {
  private let handle: UnsafeMutableRawPointer
  private(set) var problem: CURLcode?

  init(_ handle: UnsafeMutableRawPointer) { unsafe self.handle = handle }

  mutating func set(_ option: CURLoption, _ value: Int) { note(unsafe koperator_curl_set_long(handle, option, value)) }

  mutating func set(_ option: CURLoption, _ text: String) {
    note(unsafe koperator_curl_set_string(handle, option, text))
  }

  mutating func clear(_ option: CURLoption) { note(unsafe koperator_curl_set_string(handle, option, nil)) }

  mutating func setBlob(_ option: CURLoption, _ bytes: [UInt8]) {
    note(unsafe koperator_curl_set_blob(handle, option, bytes, bytes.count))
  }

  /// The body, which libcurl copies.
  mutating func setBody(_ bytes: [UInt8]) {
    note(unsafe koperator_curl_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(bytes.count)))
    note(unsafe koperator_curl_set_bytes(handle, CURLOPT_COPYPOSTFIELDS, bytes))
  }

  /// A body that is asked for while it is sent; nil where its length is not known.
  mutating func setUpload(length: Int?) {
    set(CURLOPT_UPLOAD, 1)
    note(unsafe koperator_curl_set_size(handle, CURLOPT_INFILESIZE_LARGE, length.map { curl_off_t($0) } ?? -1))
  }

  @unsafe mutating func set(_ option: CURLoption, _ pointer: UnsafeMutableRawPointer?) {
    note(unsafe koperator_curl_set_pointer(handle, option, pointer))
  }

  @unsafe mutating func set(_ option: CURLoption, _ list: UnsafeMutablePointer<curl_slist>?) {
    note(unsafe koperator_curl_set_list(handle, option, list))
  }

  @unsafe mutating func set(_ option: CURLoption, _ function: koperator_curl_data_function) {
    note(unsafe koperator_curl_set_data_function(handle, option, function))
  }

  @unsafe mutating func setProgressFunction(_ function: koperator_curl_progress_function) {
    note(unsafe koperator_curl_set_progress_function(handle, function))
  }

  @unsafe mutating func setBeginFunction(_ function: koperator_curl_begin_function) {
    note(unsafe koperator_curl_set_begin_function(handle, function))
  }

  @unsafe mutating func setSocketFunction(_ function: koperator_curl_socket_function) {
    note(unsafe koperator_curl_set_socket_function(handle, function))
  }

  private mutating func note(_ code: CURLcode) {
    if code != CURLE_OK, problem == nil { problem = code }
  }
}
