import JSON
import KubernetesObjects

extension KubeConfig {
  /// The configuration of a context.
  ///
  /// - Parameters:
  ///   - name: the context; nil for the current one.
  ///   - read: reads the files that it names.
  /// - Throws: `ConfigurationError` where the context is not complete.
  public func configuration(
    context name: String? = nil, read: FileReading
  ) throws(ConfigurationError) -> ClientConfiguration {
    try withoutActuallyEscaping(read) { read throws(ConfigurationError) in
      let context = try chosenContext(name, read: read)
      let cluster = KubeConfigCluster(
        try fields(in: clusters, "cluster", named: try context.text("cluster"), of: context))
      let (server, trust, proxy) = try cluster.read()
      var credentials = ClientCredentials()
      if let user = try context.text("user") {
        credentials = try KubeConfigUser(try fields(in: users, "user", named: user, of: context)).read()
      }
      if case .exec(var plugin) = credentials.authorization, plugin.providesClusterInfo {
        plugin.clusterConfig = try cluster.execConfig()
        credentials.authorization = .exec(plugin)
      }
      return ClientConfiguration(
        server: server, trust: trust, proxyURL: proxy, credentials: credentials,
        namespace: try context.text("namespace") ?? "default")
    }
  }

  private func chosenContext(
    _ name: String?, read: @escaping FileReading
  ) throws(ConfigurationError) -> KubeConfigFields {
    let known = contexts.keys.sorted().joined(separator: ", ")
    let remedy = known.isEmpty ? "write a context" : "name one of: \(known)"
    guard let chosen = name ?? currentContext else {
      if isEmpty {
        let files = missingFiles.isEmpty ? "" : "; not there: \(missingFiles.joined(separator: ", "))"
        throw ConfigurationError(.missing, "there is no kubeconfig\(files)", remedy: "set KUBECONFIG to a file")
      }
      throw ConfigurationError(
        .missing, "no context is chosen", file: files.first, field: "current-context",
        remedy: "choose one by 'kubectl config use-context'; \(remedy)")
    }
    guard let entry = contexts[chosen] else {
      throw ConfigurationError(
        .name, "there is no context '\(chosen)'", file: name == nil ? currentContextFile : files.first,
        field: name == nil ? "current-context" : "contexts", remedy: remedy)
    }
    return KubeConfigFields(entry: entry, place: "contexts['\(chosen)'].context", read: read)
  }

  private func fields(
    in entries: [String: Entry], _ member: String, named name: String?, of context: KubeConfigFields
  ) throws(ConfigurationError) -> KubeConfigFields {
    let known = entries.keys.sorted().joined(separator: ", ")
    let remedy = known.isEmpty ? "write one in '\(member)s'" : "name one of: \(known)"
    guard let name else { throw context.failure(.field, "no \(member) is named", member, remedy) }
    guard let entry = entries[name] else {
      throw context.failure(.name, "there is no \(member) '\(name)'", member, remedy)
    }
    return KubeConfigFields(entry: entry, place: "\(member)s['\(name)'].\(member)", read: context.read)
  }
}
