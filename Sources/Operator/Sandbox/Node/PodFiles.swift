import Foundation

/// Writes what a pod's processes need into its folders.
enum PodFiles {
  /// Makes the folders and writes the files whose content is not there yet: each as a whole, by a rename.
  static func write(_ processes: PodProcesses) throws(PodTrouble) {
    for folder in processes.folders { try makeFolder(folder) }
    for process in processes.initContainers + processes.containers { try makeFolder(process.workingDirectory) }
    for file in processes.files { try write(file) }
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
