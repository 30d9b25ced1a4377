import JSON

/// A kubeconfig, or several that were merged: clusters, users, and contexts that put them together.
public struct KubeConfig: Sendable {
  /// What one name stands for, and the file that says so.
  public struct Entry: Sendable, Hashable {
    /// The file.
    public let file: String
    /// The cluster, user or context as it stands there.
    let value: JSONValue

    /// The folder that relative paths start from.
    var folder: String { FilePath.folder(of: file) }
  }

  /// The clusters by name.
  public private(set) var clusters: [String: Entry] = [:]
  /// The users by name.
  public private(set) var users: [String: Entry] = [:]
  /// The contexts by name.
  public private(set) var contexts: [String: Entry] = [:]
  /// The context that is used where none is named; nil where no file says.
  public private(set) var currentContext: String?
  /// The file that says so.
  private(set) var currentContextFile: String?
  /// The files that were read.
  public private(set) var files: [String] = []
  /// The files that were named and are not there.
  public private(set) var missingFiles: [String] = []

  /// No configuration.
  public init() {}

  /// Whether nothing was read.
  public var isEmpty: Bool { clusters.isEmpty && users.isEmpty && contexts.isEmpty && currentContext == nil }

  /// The files that kubectl reads: those of `KUBECONFIG`, parted by colons, each once; else `~/.kube/config`.
  public static func paths(in environment: [String: String]) -> [String] {
    let variable = environment["KUBECONFIG"] ?? ""
    guard !variable.isEmpty else {
      let home = environment["HOME"] ?? ""
      return home.isEmpty ? [] : [home + "/.kube/config"]
    }
    var paths: [String] = []
    for path in variable.split(separator: ":").map(String.init) where !paths.contains(path) { paths.append(path) }
    return paths
  }

  /// Reads files and merges them: the first file that sets a value or a name wins, and of a name nothing is taken from
  /// later files. Files that are not there are left out.
  ///
  /// - Throws: `ConfigurationError` where a file cannot be read, or is no kubeconfig.
  public init(paths: [String], read: FileReading) throws(ConfigurationError) {
    for path in paths {
      let bytes: [UInt8]
      do { bytes = try read(path) } catch {
        if error.isMissing {
          missingFiles.append(path)
          continue
        }
        throw ConfigurationError(
          .file, "the kubeconfig cannot be read: \(error)", file: path, remedy: "make it readable for this user")
      }
      try merge(bytes, from: path)
    }
  }

  /// Adds what a file says, where no earlier one has said it.
  ///
  /// - Throws: `ConfigurationError` where it is no kubeconfig.
  public mutating func merge(_ bytes: [UInt8], from file: String) throws(ConfigurationError) {
    let document = try KubeConfigDocument(bytes, file: file)
    files.append(file)
    clusters.merge(document.clusters) { first, _ in first }
    users.merge(document.users) { first, _ in first }
    contexts.merge(document.contexts) { first, _ in first }
    if currentContext == nil, let current = document.currentContext {
      currentContext = current
      currentContextFile = file
    }
  }
}

extension KubeConfig.Entry: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The file alone: a user's entry holds secrets.
  public var description: String { "(entry of \(file))" }
  /// The file alone.
  public var debugDescription: String { description }
  /// Shows the file alone.
  public var customMirror: Mirror { Mirror(self, children: ["file": file]) }
}
