/// The parts of an absolute URL that the client needs: text before, at and after the authority.
struct URLParts {
  /// With the colon and both slashes.
  let scheme: Substring
  /// With the at sign; empty where there is none. It may be a secret.
  let userInfo: Substring
  /// Host and port.
  let authority: Substring
  /// Path, query and fragment.
  let rest: Substring

  init(_ url: String) {
    var start = url.startIndex
    if let colon = url.firstIndex(of: ":"), url[colon...].hasPrefix("://") { start = url.index(colon, offsetBy: 3) }
    scheme = url[..<start]
    let end = url[start...].firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? url.endIndex
    let place = url[start..<end].lastIndex(of: "@").map { url.index(after: $0) } ?? start
    userInfo = url[start..<place]
    authority = url[place..<end]
    rest = url[end...]
  }

  /// The port with its colon; empty where the URL has none.
  var port: Substring {
    guard let colon = authority.lastIndex(of: ":") else { return "" }
    if let bracket = authority.lastIndex(of: "]"), colon < bracket { return "" }
    return authority[colon...]
  }

  /// The host alone; an IPv6 address keeps its brackets.
  var host: Substring { authority.dropLast(port.count) }
}
