import COpenSSL

/// Bytes in and out of OpenSSL, and what it says of a failure.
enum OpenSSLText {
  /// What a call writes into a memory BIO; empty where it fails.
  static func bytes(_ write: (OpaquePointer?) -> Int32) -> [UInt8] {
    let memory = unsafe BIO_new(BIO_s_mem())
    defer { unsafe BIO_free(memory) }
    guard unsafe write(memory) > 0 else { return [] }
    var data: UnsafeMutablePointer<CChar>?
    let count = unsafe koperator_bio_contents(memory, &data)
    guard let data = unsafe data, count > 0 else { return [] }
    return unsafe Array(UnsafeRawBufferPointer(start: data, count: count))
  }

  /// The same as text.
  static func text(_ write: (OpaquePointer?) -> Int32) -> String {
    unsafe String(decoding: bytes(write), as: UTF8.self)
  }

  /// Lends bytes as a BIO that reads them.
  static func withReader<Result>(_ bytes: [UInt8], _ body: (OpaquePointer?) -> Result) -> Result {
    unsafe bytes.withUnsafeBytes { buffer in
      let memory = unsafe BIO_new_mem_buf(buffer.baseAddress, Int32(clamping: buffer.count))
      defer { unsafe BIO_free(memory) }
      return unsafe body(memory)
    }
  }

  /// Forgets earlier failures of this thread.
  static func clearErrors() { ERR_clear_error() }

  /// The reason of the last failure on this thread, which is forgotten; empty where there is none.
  static func takeError() -> String {
    let number = ERR_peek_last_error()
    ERR_clear_error()
    guard number != 0 else { return "" }
    guard let reason = unsafe ERR_reason_error_string(number) else { return "OpenSSL error \(number)" }
    return unsafe String(cString: reason)
  }
}
