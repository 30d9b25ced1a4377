import Foundation

/// Writes what a pod's processes need into its folders.
enum PodFiles {
  /// The file in a pod's folder that lists those that were written, one a line: also after a restart it is known what has gone.
  private static let listName = "written-files"

  /// Makes the folders and writes the files whose content is not there yet: each as a whole, by a rename. What was written before
  /// and is not any more (a key that left its ConfigMap) is removed.
  ///
  /// - Parameter folder: The pod's.
  static func write(_ processes: PodProcesses, of folder: String) throws(PodTrouble) {
    for folder in processes.folders { try makeFolder(folder) }
    for process in processes.initContainers + processes.containers { try makeFolder(process.workingDirectory) }
    for file in processes.files { try write(file) }
    try removeOthers(than: processes.files.map(\.path), of: folder)
  }

  private static func removeOthers(than paths: [String], of folder: String) throws(PodTrouble) {
    let list = "\(folder)/\(listName)"
    let known = FileManager.default.contents(atPath: list).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let kept = Set(paths)
    for path in known.split(separator: "\n").map(String.init) where !kept.contains(path) {
      // Whatever the list says, nothing of others is removed.
      if path.hasPrefix(folder + "/") { remove(path) }
    }
    let text = kept.sorted().joined(separator: "\n")
    try write(PodProcesses.File(path: list, bytes: Array(text.utf8)))
  }

  /// Makes a folder and those above it.
  static func makeFolder(_ path: String) throws(PodTrouble) {
    do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
      throw PodTrouble(
        reason: "CreateContainerError", message: "the folder \(path) cannot be made: \(error.localizedDescription)")
    }
  }

  private static func write(_ file: PodProcesses.File) throws(PodTrouble) {
    if let old = FileManager.default.contents(atPath: file.path), old.elementsEqual(file.bytes) { return }
    let folder = URL(filePath: file.path).deletingLastPathComponent().path
    try makeFolder(folder)
    let temporary = "\(folder)/.\(UUID().uuidString)"
    let isMade = FileManager.default.createFile(
      atPath: temporary, contents: Data(file.bytes), attributes: [.posixPermissions: Int(file.mode)])
    guard isMade, unsafe rename(temporary, file.path) == 0 else {
      let reason = unsafe String(cString: strerror(errno))
      try? FileManager.default.removeItem(atPath: temporary)
      throw PodTrouble(reason: "CreateContainerError", message: "the file \(file.path) cannot be written: \(reason)")
    }
  }

  /// Removes a folder with all that is in it, if it is there.
  static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }
}
