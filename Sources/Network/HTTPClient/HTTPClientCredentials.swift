/// Who a client trusts and what it shows to servers, from memory. It is never printed.
///
/// Requests with other credentials do not share a connection, and changing them ends none that is in use.
public struct HTTPClientCredentials: Sendable, Hashable {
  /// The certificates (PEM) of those who vouch for servers; nil takes the system's.
  public var authorities: [UInt8]?
  /// The certificate that is shown (PEM), with those between it and its authority after it.
  public var certificateChain: [UInt8]?
  /// Its key (PEM), not encrypted.
  public var privateKey: [UInt8]?
  /// The name that the server's certificate must have, where it is not the URL's host.
  public var serverName: String?
  /// Whether the server's certificate is looked at. False is for tests: anybody can answer then.
  public var verifiesServer: Bool

  /// Credentials.
  public init(
    authorities: [UInt8]? = nil, certificateChain: [UInt8]? = nil, privateKey: [UInt8]? = nil,
    serverName: String? = nil, verifiesServer: Bool = true
  ) {
    self.authorities = authorities
    self.certificateChain = certificateChain
    self.privateKey = privateKey
    self.serverName = serverName
    self.verifiesServer = verifiesServer
  }

  /// What cannot be used, in words; nil where all may be.
  var problem: String? {
    if (certificateChain == nil) != (privateKey == nil) { return "a certificate needs its key: give both or none" }
    if let serverName, serverName.isEmpty || !serverName.utf8.allSatisfy(Self.isNameByte) {
      return "the server's name is no host name"
    }
    return nil
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

extension HTTPClientCredentials: CustomStringConvertible, CustomReflectable {
  /// Nothing of what they are.
  public var description: String { "credentials" }
  /// Nothing of what they are.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
