/// What the path of a request names.
enum APIRoute: Sendable, Hashable {
  /// `/`
  case root
  /// `/api`
  case coreVersions
  /// `/apis`
  case groups
  /// `/apis/GROUP`
  case group(String)
  /// `/api/v1`, `/apis/GROUP/VERSION`
  case version(group: String, version: String)
  /// A resource, one object of it, or a part of one.
  case resource(ResourcePath)
  /// `/version`
  case serverVersion
  /// `/healthz`, `/livez`, `/readyz`
  case health
  /// `/openapi/v3`
  case openAPIIndex
  /// `/openapi/v3/apis/GROUP/VERSION`
  case openAPIDocument(group: String, version: String)
  /// `/openapi/v2`
  case oldOpenAPI
  /// Nothing that is served.
  case nothing

  /// Reads a path without its query.
  init(_ path: Substring) {
    let parts = path.split(separator: "/").map { PercentEncoding.decode($0, plusIsSpace: false) }
    switch parts.first {
    case nil: self = .root
    case "version" where parts.count == 1: self = .serverVersion
    case "healthz", "livez", "readyz": self = .health
    case "openapi": self = Self.openAPI(Array(parts.dropFirst()))
    case "api": self = Self.core(Array(parts.dropFirst()))
    case "apis": self = Self.grouped(Array(parts.dropFirst()))
    default: self = .nothing
    }
  }

  private static func core(_ parts: [String]) -> APIRoute {
    guard let version = parts.first else { return .coreVersions }
    return named("", version, Array(parts.dropFirst()))
  }

  private static func grouped(_ parts: [String]) -> APIRoute {
    switch parts.count {
    case 0: .groups
    case 1: .group(parts[0])
    default: named(parts[0], parts[1], Array(parts.dropFirst(2)))
    }
  }

  private static func named(_ group: String, _ version: String, _ parts: [String]) -> APIRoute {
    guard !parts.isEmpty else { return .version(group: group, version: version) }
    return ResourcePath(group: group, version: version, parts).map { .resource($0) } ?? .nothing
  }

  private static func openAPI(_ parts: [String]) -> APIRoute {
    switch parts.first {
    case "v2" where parts.count == 1: .oldOpenAPI
    case "v3" where parts.count == 1: .openAPIIndex
    case "v3" where parts.count == 3 && parts[1] == "api": .openAPIDocument(group: "", version: parts[2])
    case "v3" where parts.count == 4 && parts[1] == "apis": .openAPIDocument(group: parts[2], version: parts[3])
    default: .nothing
    }
  }
}
