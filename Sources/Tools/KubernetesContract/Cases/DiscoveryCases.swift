import JSON
import KubernetesClient

/// What a server says of itself.
enum DiscoveryCases {
  private static func discovered(_ server: ContractContext) async throws -> Discovery {
    var discovery = Discovery()
    for request in Discovery.requests { try discovery.add(aggregated: await server.transport.send(request).body) }
    return discovery
  }

  static let all: [ContractCase] = [
    ContractCase("discovery", "the aggregated form has every group with its resources, verbs and parts") { server in
      let found = try await discovered(server)
      let pods = try required("pods", found.resource(group: "", version: "v1", kind: "Pod"))
      try expect("the plural", pods.resource.plural, "pods")
      try expect("whether it is in namespaces", pods.resource.isNamespaced, true)
      for verb in ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"] {
        try expect("the verb \(verb)", pods.verbs.contains(verb), got: "\(pods.verbs)")
      }
      for part in ["status", "eviction"] {
        try expect("the part \(part)", pods.subresources.contains(part), got: "\(pods.subresources)")
      }
      for (group, kind) in [
        ("apps", "Deployment"), ("coordination.k8s.io", "Lease"), ("policy", "PodDisruptionBudget"),
        ("events.k8s.io", "Event"), ("apiextensions.k8s.io", "CustomResourceDefinition"),
        ("rbac.authorization.k8s.io", "Role"), ("storage.k8s.io", "StorageClass"),
        ("discovery.k8s.io", "EndpointSlice"),
      ] {
        try expect("\(kind).\(group)", found.resource(group: group, kind: kind) != nil, got: "none")
      }
      try expect("stale versions", found.staleVersions, [])
    },
    ContractCase("discovery", "the older form has the same: groups, versions, and the resources of a version") {
      server in
      let groups = try await server.answer(.get, "/apis").json()
      try expect("the kind", groups.at("kind"), "APIGroupList")
      let apps = (groups.at("groups")?.arrayValue ?? []).first { $0["name"] == "apps" }
      try expect("the preferred version", apps?.at("preferredVersion.groupVersion"), "apps/v1")
      let versions = try await server.answer(.get, "/api").json()
      try expect("the core versions", versions.at("versions"), ["v1"])
      let core = try await server.answer(.get, "/api/v1").json()
      try expect("the kind", core.at("kind"), "APIResourceList")
      let pods = (core.at("resources")?.arrayValue ?? []).first { $0["name"] == "pods" }
      try expect("the short names", pods?["shortNames"], ["po"])
      try expect("the categories", pods?["categories"], ["all"])
      try expect("the singular name", pods?["singularName"], "pod")
    },
    ContractCase("discovery", "a definition is told with its short names, categories and parts") { server in
      let widgets = try await server.widgets()
      let found = try await server.until("the group is told") { () -> JSONValue? in
        let list = try await server.answer(.get, "/apis/\(widgets.apiVersion)").json()
        return (list.at("resources")?.arrayValue ?? []).first { $0["name"] == "widgets" }
      }
      try expect("the short names", found["shortNames"], ["wdg"])
      try expect("the categories", found["categories"], ["contract"])
      try expect("the singular name", found["singularName"], "widget")
      let discovery = try await server.until("the aggregated form has it") { () -> Discovery.Resource? in
        try await discovered(server).resource(group: widgets.group, version: "v1", kind: "Widget")
      }
      try expect("the parts", discovery.subresources, ["status"])
    },
    ContractCase("discovery", "the version of the server is told") { server in
      let version = try await server.answer(.get, "/version").json()
      try expect("the major version", version.at("major"), "1")
      try expect("the form of gitVersion", version.text(at: "gitVersion").hasPrefix("v1."), got: version.text())
    },
    ContractCase("discovery", "the server says that it lives, is healthy and ready") { server in
      for path in ["/livez", "/healthz", "/readyz"] {
        let answer = try await server.answer(.get, path, accept: "*/*")
        try expect(path, String(decoding: answer.body, as: UTF8.self), "ok")
      }
    },
    ContractCase("discovery", "a path that nothing answers is 404") { server in
      do {
        _ = try await server.answer(.get, "/nothing/here")
        throw ContractFailure("expected 404, but the server answered")
      } catch let error as ClientError { try expect("the code", error.apiError?.httpStatus, 404) }
    },
    ContractCase("discovery", "OpenAPI v3 lists a document for each group, and a definition's has its schema") {
      server in
      let widgets = try await server.widgets()
      let document = try await server.until("the document of widgets") { () -> JSONValue? in
        try await openDocument(server, "apis/\(widgets.apiVersion)")
      }
      let schemas = document.at("components.schemas")?.objectValue ?? [:]
      try expect("a schema of Widget", schemas.keys.contains { $0.hasSuffix(".Widget") }, got: "\(schemas.keys)")
      let core = try await openDocument(server, "api/v1")
      let names = core?.at("components.schemas")?.objectValue?.keys ?? []
      try expect("a schema of Pod", names.contains("io.k8s.api.core.v1.Pod"), got: "\(names.count) others")
    },
  ]

  /// The OpenAPI document of a group and version; nil where the index does not have it (any more).
  private static func openDocument(_ server: ContractContext, _ path: String) async throws -> JSONValue? {
    let index = try await server.answer(.get, "/openapi/v3").json()
    guard let place = index.at("paths")?[path]?.text(at: "serverRelativeURL") else { return nil }
    let parts = place.split(separator: "?", maxSplits: 1).map(String.init)
    let hash = parts.count == 2 ? parts[1].split(separator: "=", maxSplits: 1).map(String.init) : []
    let query = hash.count == 2 ? [QueryItem(hash[0], hash[1])] : []
    do { return try await server.answer(.get, parts[0], query).json() } catch let error as ClientError {
      // Another definition of the group came in between: the document of that hash has moved.
      if error.apiError?.httpStatus == 301 { return nil }
      throw error
    }
  }
}
