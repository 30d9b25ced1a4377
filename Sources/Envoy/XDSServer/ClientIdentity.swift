public import Transport
public import XDS

/// Which groups a client's certificate allows it to join.
///
/// A certificate names a group by a URI name whose path is `/envoy/<namespace>/<cluster>/<access point>`; the scheme and
/// the trust domain before it are the user's (`spiffe://example.org/envoy/kafka/prod/external`). A path that stops
/// after the cluster allows all access points of that cluster. Without mutual TLS there is no certificate, and whoever
/// reaches the port may join.
public enum ClientIdentity {
  /// Why a client may not join `group`, or nil where it may.
  ///
  /// - Parameters:
  ///   - identity: What the client's certificate says; nil where the server asks for none.
  ///   - group: `<namespace>/<cluster>/<access point>`.
  public static func refusal(of identity: PeerIdentity?, joining group: GroupID) -> String? {
    guard let identity else { return nil }
    let wanted = group.rawValue
    for name in identity.uriNames {
      guard let allowed = allowedGroup(in: name) else { continue }
      if wanted == allowed || wanted.hasPrefix(allowed + "/") { return nil }
    }
    return "the client certificate of '\(identity.subject)' does not name the group '\(wanted)': "
      + "it needs a URI name such as spiffe://<trust domain>/envoy/\(wanted)"
  }

  /// The group, or the cluster, that a URI name stands for.
  private static func allowedGroup(in name: String) -> String? {
    guard let scheme = name.firstRange(of: "://"), scheme.lowerBound > name.startIndex else { return nil }
    // trust domain, "envoy", namespace, cluster[, access point]
    let parts = name[scheme.upperBound...].split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 4 || parts.count == 5, parts[1] == "envoy", !parts.contains("") else { return nil }
    return parts[2...].joined(separator: "/")
  }
}
