import Foundation

extension MachineFigures {
  /// The figures of this machine.
  ///
  /// - Parameter folder: a folder on the disk that is meant.
  static func read(_ folder: String) -> MachineFigures {
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
    let kernel = FileManager.default.contents(atPath: "/proc/sys/kernel/osrelease") ?? Data()
    return MachineFigures(
      processors: ProcessInfo.processInfo.activeProcessorCount,
      memory: Int64(clamping: ProcessInfo.processInfo.physicalMemory),
      disk: (attributes?[.systemSize] as? NSNumber)?.int64Value ?? 0,
      kernel: String(decoding: kernel, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? "")
  }
}
