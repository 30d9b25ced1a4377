import CLinux
import Glibc

/// The processes below one, as `/proc` has them: also those that left their process group or their session.
struct ProcessTree {
  /// The parent of each process.
  private var parents: [pid_t: pid_t] = [:]

  /// What runs now.
  static func read() -> ProcessTree {
    var tree = ProcessTree()
    guard let folder = unsafe opendir("/proc") else { return tree }
    defer { unsafe closedir(folder) }
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      guard let process = pid_t(name), let parent = parent(of: process) else { continue }
      tree.parents[process] = parent
    }
    return tree
  }

  /// A tree of known parents.
  init(parents: [pid_t: pid_t] = [:]) { self.parents = parents }

  /// Everything below a process, without it.
  func descendants(of root: pid_t) -> [pid_t] {
    var children: [pid_t: [pid_t]] = [:]
    for (process, parent) in parents { children[parent, default: []].append(process) }
    var found: [pid_t] = []
    var next = [root]
    var seen: Set<pid_t> = [root]
    while let process = next.popLast() {
      for child in children[process] ?? [] where seen.insert(child).inserted {
        found.append(child)
        next.append(child)
      }
    }
    return found
  }

  /// The parent of a process; nil where it is gone.
  private static func parent(of process: pid_t) -> pid_t? {
    let file = unsafe koperator_open_for_reading("/proc/\(process)/stat")
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 512)
    let count = unsafe Glibc.read(file, &bytes, bytes.count)
    guard count > 0 else { return nil }
    return parent(inStat: bytes[..<count])
  }

  /// The parent in the text of `/proc/PID/stat`: the second field behind the last parenthesis; the name before may hold
  /// anything.
  static func parent(inStat bytes: ArraySlice<UInt8>) -> pid_t? {
    guard let end = bytes.lastIndex(of: UInt8(ascii: ")")) else { return nil }
    let fields = String(decoding: bytes[(end + 1)...], as: UTF8.self).split(separator: " ")
    return fields.count > 1 ? pid_t(fields[1]) : nil
  }
}
