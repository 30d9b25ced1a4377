import JSON

/// What an API server serves.
public struct Discovery: Sendable, Hashable {
  /// The resources, in the server's order: the version that it prefers first.
  public private(set) var resources: [Resource] = []
  /// The groups and versions of which the list may be old: the server behind them does not answer.
  public private(set) var staleVersions: [String] = []

  /// A resource that is served.
  public struct Resource: Sendable, Hashable {
    /// The resource.
    public let resource: APIResource
    /// What it can do: `get`, `list`, `watch`, …
    public let verbs: [String]
    /// The parts that have paths of their own, as `status`.
    public let subresources: [String]
  }

  /// Nothing.
  public init() {}

  /// The two requests that ask for everything in the aggregated form: the core group, and all other groups.
  public static var requests: [APIRequest] { [request("/api"), request("/apis")] }

  private static func request(_ path: String) -> APIRequest {
    var forms: [String] = []
    for version in ["v2", "v2beta1"] {
      forms.append("application/json;g=apidiscovery.k8s.io;v=\(version);as=APIGroupDiscoveryList")
    }
    return APIRequest(
      method: .get, path: path, query: [], headers: [HeaderField("Accept", forms.joined(separator: ","))], body: nil,
      subject: RequestSubject(verb: "get", resource: path))
  }

  /// The request that asks for one group and version, which every server answers.
  public static func request(group: String, version: String) -> APIRequest {
    let path = group.isEmpty ? "/api/" : "/apis/\(PercentEncoding.segment(group))/"
    return APIRequest(
      method: .get, path: path + PercentEncoding.segment(version), query: [],
      headers: [HeaderField("Accept", MediaType.json)], body: nil,
      subject: RequestSubject(verb: "get", group: group, resource: path + version))
  }

  /// The served resource of that group, version and kind, or of that kind in whatever version the server prefers.
  public func resource(group: String, version: String? = nil, kind: String) -> Resource? {
    resources.first {
      $0.resource.group == group && $0.resource.kind == kind && (version == nil || $0.resource.version == version)
    }
  }

  /// Adds what an aggregated answer tells.
  ///
  /// - Throws: `AnswerError` where it is none.
  public mutating func add(aggregated body: [UInt8]) throws(AnswerError) {
    let json = try AnswerError.object(parsing: body, kind: "APIGroupDiscoveryList")
    for item in json["items"]?.arrayValue ?? [] {
      let group = item["metadata"]?["name"]?.stringValue ?? ""
      for served in item["versions"]?.arrayValue ?? [] {
        guard let version = served["version"]?.stringValue else { continue }
        if served["freshness"]?.stringValue == "Stale" { staleVersions.append("\(group)/\(version)") }
        for entry in served["resources"]?.arrayValue ?? [] { add(entry, group: group, version: version) }
      }
    }
  }

  private mutating func add(_ entry: JSONValue, group: String, version: String) {
    guard let plural = entry["resource"]?.stringValue, let kind = entry["responseKind"]?["kind"]?.stringValue else {
      return
    }
    let resource = APIResource(
      group: group, version: version, plural: plural, kind: kind,
      isNamespaced: entry["scope"]?.stringValue == "Namespaced")
    var subresources: [String] = []
    for part in entry["subresources"]?.arrayValue ?? [] {
      if let name = part["subresource"]?.stringValue { subresources.append(name) }
    }
    resources.append(Resource(resource: resource, verbs: Self.texts(entry["verbs"]), subresources: subresources))
  }

  /// Adds what the answer about one group and version tells.
  ///
  /// - Throws: `AnswerError` where it is none.
  public mutating func add(resourceList body: [UInt8]) throws(AnswerError) {
    let json = try AnswerError.object(parsing: body, kind: "APIResourceList")
    let apiVersion = json["groupVersion"]?.stringValue ?? ""
    let entries = json["resources"]?.arrayValue ?? []
    var parts: [String: [String]] = [:]
    for entry in entries {
      let names = (entry["name"]?.stringValue ?? "").split(separator: "/", maxSplits: 1).map(String.init)
      if names.count == 2 { parts[names[0], default: []].append(names[1]) }
    }
    for entry in entries {
      guard let name = entry["name"]?.stringValue, !name.contains("/"), let kind = entry["kind"]?.stringValue else {
        continue
      }
      let resource = APIResource(
        apiVersion: apiVersion, plural: name, kind: kind, isNamespaced: entry["namespaced"]?.boolValue ?? false)
      resources.append(
        Resource(resource: resource, verbs: Self.texts(entry["verbs"]), subresources: parts[name] ?? []))
    }
  }

  private static func texts(_ json: JSONValue?) -> [String] {
    var texts: [String] = []
    for element in json?.arrayValue ?? [] { if let text = element.stringValue { texts.append(text) } }
    return texts
  }
}
