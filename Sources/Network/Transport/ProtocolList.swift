import COpenSSL

/// The protocols that ALPN may choose (RFC 7301), the best first.
@safe
final class ProtocolList: Sendable {
  /// As they stand on the wire: each with its length before it.
  let wire: [UInt8]
  /// Whether a handshake without a common protocol fails.
  let isRequired: Bool

  init(_ names: [String], isRequired: Bool) {
    var wire: [UInt8] = []
    for name in names where !name.isEmpty && name.utf8.count < 256 {
      wire.append(UInt8(name.utf8.count))
      wire += Array(name.utf8)
    }
    self.wire = wire
    self.isRequired = isRequired
  }

  /// Makes a server's context choose from this list, which must outlive the context.
  func install(on context: OpaquePointer) {
    let argument = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe SSL_CTX_set_alpn_select_cb(
      context,
      { _, chosen, chosenLength, offered, offeredLength, argument in
        guard let argument = unsafe argument, let offered = unsafe offered else { return SSL_TLSEXT_ERR_NOACK }
        let list = unsafe Unmanaged<ProtocolList>.fromOpaque(argument).takeUnretainedValue()
        let wanted = unsafe Array(UnsafeBufferPointer(start: offered, count: Int(offeredLength)))
        guard let place = list.choose(from: wanted) else {
          return list.isRequired ? SSL_TLSEXT_ERR_ALERT_FATAL : SSL_TLSEXT_ERR_NOACK
        }
        unsafe chosen?.pointee = unsafe offered + place.lowerBound
        unsafe chosenLength?.pointee = UInt8(place.count)
        return SSL_TLSEXT_ERR_OK
      }, argument)
    guard isRequired else { return }
    // The callback above is not asked about a client that does not know ALPN at all.
    unsafe SSL_CTX_set_client_hello_cb(
      context,
      { session, alert, _ in
        var data: UnsafePointer<UInt8>?
        var length = 0
        let type = UInt32(TLSEXT_TYPE_application_layer_protocol_negotiation)
        if unsafe SSL_client_hello_get0_ext(session, type, &data, &length) == 1 { return SSL_CLIENT_HELLO_SUCCESS }
        unsafe alert?.pointee = Int32(SSL_AD_NO_APPLICATION_PROTOCOL)
        return SSL_CLIENT_HELLO_ERROR
      }, nil)
  }

  /// The place, in what the client offers, of the best protocol that both have.
  func choose(from offered: [UInt8]) -> Range<Int>? {
    for best in Self.places(in: wire) {
      for place in Self.places(in: offered) where offered[place] == wire[best] { return place }
    }
    return nil
  }

  private static func places(in list: [UInt8]) -> [Range<Int>] {
    var places: [Range<Int>] = []
    var position = 0
    while position < list.count {
      let end = position + 1 + Int(list[position])
      guard end <= list.count else { break }
      places.append(position + 1..<end)
      position = end
    }
    return places
  }
}
