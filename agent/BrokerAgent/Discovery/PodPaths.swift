/// Where an agent sees what a pod sees.
public struct PodPaths: Sendable, Hashable {
  /// A folder of the pod, and where the agent sees it.
  struct Folder: Sendable, Hashable {
    var pod: String
    var agent: String
  }

  /// Everything lies where the pod has it.
  public static let same = PodPaths(folders: nil)

  /// nil where all paths are the same.
  private let folders: [Folder]?

  /// - Parameter folders: Paths outside of them are not seen.
  init(folders: [Folder]?) { self.folders = folders }

  /// Where the agent sees a path of the pod; nil where it does not.
  func place(of path: String) -> String? {
    guard let folders else { return path }
    guard let path = Self.normalized(path) else { return nil }
    var best: Folder?
    for folder in folders where path == folder.pod || path.hasPrefix(folder.pod + "/") {
      if folder.pod.utf8.count > best?.pod.utf8.count ?? -1 { best = folder }
    }
    return best.map { $0.agent + path.dropFirst($0.pod.count) }
  }

  /// A path from the root without what means nothing; nil where it begins elsewhere or leads upwards.
  static func normalized(_ path: String) -> String? {
    guard path.utf8.first == 0x2f else { return nil }
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { return nil }
      parts.append(part)
    }
    return "/" + parts.joined(separator: "/")
  }
}
