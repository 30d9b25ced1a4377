/// What can be wrong with the text of an address.
enum NetworkAddressProblem {
  case missingPort
  case invalidPort
  case invalidHost
  case unbracketed
  case invalidPath

  /// What is wrong and the remedy.
  var message: String {
    switch self {
    case .missingPort: "the address has no port: append one, as in 127.0.0.1:18000 or [::1]:18000"
    case .invalidPort: "the address has a port that is not a number from 0 to 65535"
    case .invalidHost:
      "the host is not a numeric address: write an IPv4 address (127.0.0.1:18000), an IPv6 address in brackets "
        + "([::1]:18000) or unix:/path; names are not resolved"
    case .unbracketed: "the IPv6 address stands without brackets: write it as [::1]:18000"
    case .invalidPath:
      "a unix socket cannot have this path: write unix:/path with 1 to \(NetworkAddress.maximumPathLength) bytes"
    }
  }
}

extension TransportError {
  init(address text: String, _ problem: NetworkAddressProblem) {
    self.init(.invalidAddress, problem.message, object: "\"\(text)\"")
  }
}
