public import KafkaProtocol

/// The versions of each API that a broker takes, as its answer to ApiVersions says.
public struct ApiVersionTable: Sendable, Hashable {
  /// The broker's versions of each API.
  public private(set) var versions: [ApiKey: ClosedRange<Int16>] = [:]

  /// No API at all.
  public init() {}

  /// What an answer says. Ranges that are none are left out.
  public init(_ response: ApiVersionsResponse) {
    for api in response.apiKeys where api.minVersion <= api.maxVersion {
      versions[ApiKey(rawValue: api.apiKey)] = api.minVersion...api.maxVersion
    }
  }

  /// The versions that both the broker and the tables here have; nil where there is none.
  public func common(_ api: ApiKey) -> ClosedRange<Int16>? {
    guard let theirs = versions[api], let ours = KafkaAPI.versions(of: api), ours.overlaps(theirs) else { return nil }
    return ours.clamped(to: theirs)
  }

  /// The request as it is sent: in the highest common version that carries all of it, else in the highest one that drops only
  /// what Kafka lets it drop.
  ///
  /// - Throws: `KafkaAdminError` with the code `.unsupportedVersion`; its cause says which field has no place.
  func frame(
    _ request: any KafkaRequest, in versions: ClosedRange<Int16>? = nil, correlationID: Int32, clientID: String?
  ) throws(KafkaAdminError) -> (version: Int16, bytes: [ArraySlice<UInt8>]) {
    let api = type(of: request).apiKey
    guard let common = common(api) else {
      let theirs =
        self.versions[api].map { "it takes \($0.lowerBound) to \($0.upperBound)" } ?? "it does not have the API"
      throw KafkaAdminError(
        .unsupportedVersion, "the broker takes no version that is known here", object: "\(api)", cause: theirs)
    }
    guard let versions = versions.map({ $0.overlaps(common) ? common.clamped(to: $0) : nil }) ?? common else {
      throw KafkaAdminError(.unsupportedVersion, "the broker does not take that version", object: "\(api)")
    }
    var problem: CodecError?
    var lossy: Int16?
    for version in versions.reversed() {
      do throws(CodecError) {
        if try Self.isWhole(request, in: version) {
          return (version, try request.frame(version: version, correlationID: correlationID, clientID: clientID))
        }
        lossy = lossy ?? version
      } catch {
        try Self.check(error, of: api)
        problem = problem ?? error
      }
    }
    guard let lossy else {
      throw KafkaAdminError(
        .unsupportedVersion, "no version that the broker takes can carry the request", object: "\(api)",
        cause: problem?.description ?? "")
    }
    do throws(CodecError) {
      return (lossy, try request.frame(version: lossy, correlationID: correlationID, clientID: clientID))
    } catch {
      throw KafkaAdminError(
        .invalidArgument, "the request cannot be written", object: "\(api)", cause: error.description)
    }
  }

  /// Whether nothing of the request is left out in a version: Kafka has fields that a version without them just drops, such
  /// as the names in a DeleteTopics of version 6.
  private static func isWhole<Request: KafkaRequest>(_ request: Request, in version: Int16) throws(CodecError) -> Bool {
    try Request.decode(request.encoded(version: version)[...], version: version) == request
  }

  /// Only what has no place in a version is worth another version.
  private static func check(_ error: CodecError, of api: ApiKey) throws(KafkaAdminError) {
    if error.code == .unrepresentable { return }
    throw KafkaAdminError(
      .invalidArgument, "the request cannot be written", object: "\(api)", cause: error.description)
  }
}
