/// The bounds of a client, and what it says of itself.
public struct APIClientSettings: Sendable, Hashable {
  /// What requests say of who makes them. The server takes what stands before the slash for the field manager where none is
  /// named.
  public var userAgent: String
  /// The requests per second that are sent in the long run; watches do not count. Nil for no bound of our own: the server has
  /// its own (API Priority and Fairness). 50 is what kube-controller-manager and most operators take; client-go's own default
  /// of 5 makes operators slow.
  public var requestsPerSecond: Double? = 50
  /// The requests that may be sent at once after a time without any.
  public var burst = 100
  /// How long a request may take, with all attempts and what is waited between them, where the caller says nothing.
  public var deadline: Duration = .seconds(30)
  /// How long a watch may take to begin.
  public var watchBeginning: Duration = .seconds(30)
  /// The most attempts of a request.
  public var maximumAttempts = 8
  /// What is waited between attempts, at least; a `Retry-After` that is longer counts.
  public var backoff = Backoff(initial: .milliseconds(200), maximum: .seconds(10))
  /// The most bytes of an answer: a page of 500 objects of 128 KiB.
  public var maximumAnswer = 64 << 20
  /// The most bytes of a watch that wait to be read; a watch that has more fails, and its cache lists anew.
  public var maximumWatchBacklog = 32 << 20
  /// How long an exec plugin may take.
  public var pluginDeadline: Duration = .seconds(60)
  /// The most bytes that an exec plugin may print.
  public var maximumPluginOutput = 1 << 20

  /// The defaults, for a program of that name and version.
  public init(program: String = "koperator", version: String = "0") {
    userAgent = UserAgent.text(program: program, version: version)
  }
}

/// The user agent as programs of Kubernetes write it: `name/version (system/architecture) kubernetes/library`.
enum UserAgent {
  static func text(program: String, version: String) -> String {
    "\(token(program))/\(token(version)) (\(system)/\(architecture)) kubernetes/swift"
  }

  /// What may stand in a product's name (RFC 9110 §5.6.2).
  private static func token(_ text: String) -> String {
    var token = ""
    for scalar in text.unicodeScalars {
      let isPlain = scalar.isASCII && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      if isPlain || "-_.+".unicodeScalars.contains(scalar) { token.unicodeScalars.append(scalar) }
    }
    return token.isEmpty ? "unknown" : token
  }

  private static var system: String {
    #if os(Linux)
      "linux"
    #else
      "other"
    #endif
  }

  private static var architecture: String {
    #if arch(x86_64)
      "amd64"
    #elseif arch(arm64)
      "arm64"
    #else
      "other"
    #endif
  }
}
