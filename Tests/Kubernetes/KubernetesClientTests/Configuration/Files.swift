import KubernetesClient

/// Files that tests read instead of real ones.
struct Files {
  var contents: [String: String]
  var unreadable: Set<String> = []

  init(_ contents: [String: String]) { self.contents = contents }

  func read(_ path: String) throws(FileError) -> [UInt8] {
    if unreadable.contains(path) { throw FileError(isMissing: false, "Permission denied") }
    guard let text = contents[path] else { throw FileError(isMissing: true, "No such file or directory") }
    return Array(text.utf8)
  }

  /// The configuration that the file `/home/a/.kube/config` gives.
  func configuration(context: String? = nil) throws(ConfigurationError) -> ClientConfiguration {
    try KubeConfig(paths: ["/home/a/.kube/config"], read: read).configuration(context: context, read: read)
  }

  /// Files with a kubeconfig of one context, of this cluster and this user.
  static func kubeconfig(
    cluster: String = "{server: \"https://h:6443\"}", user: String = "{}", _ others: [String: String] = [:]
  ) -> Files {
    var files = Files(others)
    files.contents["/home/a/.kube/config"] = """
      apiVersion: v1
      kind: Config
      current-context: c
      contexts: [{name: c, context: {cluster: k, user: u, namespace: kafka}}]
      clusters: [{name: k, cluster: \(cluster)}]
      users: [{name: u, user: \(user)}]
      """
    return files
  }
}
