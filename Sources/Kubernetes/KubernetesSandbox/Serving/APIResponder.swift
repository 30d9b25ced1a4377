import JSON

/// Answers requests: finds what a path names, reads what is asked, and writes what the state says.
struct APIResponder: Sendable {
  let owner: ClusterOwner
  let reviews: ReviewAnswers
  let identities: Identities
  let podLogs: PodLogs?
  let clock: @Sendable () -> Int64

  /// The answer to a request, also where it is refused.
  func answer(_ request: ServedRequest) async -> ServedAnswer {
    do throws(APIFailure) { return try await route(request) } catch { return .failure(error) }
  }

  private func route(_ request: ServedRequest) async throws(APIFailure) -> ServedAnswer {
    switch request.route {
    case .health: return .text(200, "ok")
    case .nothing: return .text(404, "404 page not found\n")
    default: break
    }
    let user = try await identities.user(of: request, owner, now: clock())
    if case .resource(let path) = request.route { return try await resource(path, request, by: user) }
    guard request.method == "GET" || request.method == "HEAD" else { throw Self.methodNotAllowed }
    return try await document(request)
  }

  static let methodNotAllowed = APIFailure(
    .methodNotAllowed, "the server does not allow this method on the requested resource")

  // MARK: What the server says of itself

  private func document(_ request: ServedRequest) async throws(APIFailure) -> ServedAnswer {
    switch request.route {
    case .serverVersion: return .value(Self.version, try request.form())
    case .openAPIIndex:
      return .value(
        try await owner.read { state throws(APIFailure) in OpenAPIDocuments(state) }.index, try request.form())
    case .openAPIDocument(let group, let version): return try await openAPI(group, version, request)
    case .oldOpenAPI: return try OldOpenAPIDocument.answer(request)
    default: break
    }
    let documents = try await owner.read { state throws(APIFailure) in DiscoveryDocuments(state.types.values) }
    switch request.route {
    case .coreVersions, .groups:
      let form = try request.form(offering: [.aggregatedDiscovery])
      let isCore = request.route == .coreVersions
      if form.shape == .aggregatedDiscovery { return .value(documents.aggregated(core: isCore), form) }
      return .value(isCore ? documents.coreVersions(address: request.authority) : documents.groupList, form)
    case .group(let name):
      guard let group = documents.group(name) else { return .text(404, "404 page not found\n") }
      return .value(group, try request.form())
    case .version(let group, let version):
      guard let list = documents.resourceList(group: group, version: version) else {
        return .text(404, "404 page not found\n")
      }
      return .value(list, try request.form())
    default:
      return .value(
        ["paths": ["/api", "/apis", "/healthz", "/livez", "/openapi/v3", "/readyz", "/version"]],
        try request.form())
    }
  }

  private func openAPI(_ group: String, _ version: String, _ request: ServedRequest) async throws(APIFailure)
    -> ServedAnswer
  {
    let documents = try await owner.read { state throws(APIFailure) in OpenAPIDocuments(state) }
    guard let document = documents.document(group: group, version: version) else {
      return .text(404, "404 page not found\n")
    }
    let hash = documents.hash(group, version)
    // An address that is kept must not show another document.
    if let asked = request.query.value("hash"), asked != hash {
      var moved = ServedAnswer.text(301, "")
      let path = group.isEmpty ? "api/\(version)" : "apis/\(group)/\(version)"
      moved.fields.append("location", "/openapi/v3/\(path)?hash=\(hash)")
      return moved
    }
    var answer = ServedAnswer.value(document, try request.form())
    answer.fields.append("etag", "\"\(hash)\"")
    return answer
  }

  private static let version: JSONValue = {
    let parts = BuiltInSchemas.kubernetesVersion.dropFirst().split(separator: ".")
    return [
      "major": .string(String(parts.first ?? "1")), "minor": .string(String(parts.dropFirst().first ?? "0")),
      "gitVersion": .string(BuiltInSchemas.kubernetesVersion + "+koperator.sandbox"), "gitCommit": "",
      "gitTreeState": "", "buildDate": "1970-01-01T00:00:00Z", "goVersion": "", "compiler": "swiftc",
      "platform": "linux",
    ]
  }()
}
