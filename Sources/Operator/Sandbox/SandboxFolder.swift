import CLinux
import Foundation
import Glibc
import KubernetesSandbox

/// The folder of a sandbox: where everything of it lies, and the lock that says whether it runs.
///
/// The lock ends with the process, however that ends.
public final class SandboxFolder: Sendable {
  /// Where it is, absolute.
  public let path: String
  private let lock: Int32

  /// The kubeconfig for kubectl.
  public var kubeconfig: String { Self.kubeconfig(in: path) }
  /// What commands reach the running sandbox by.
  public var socket: String { Self.socket(in: path) }
  /// Logs: one for each container, and those of the control plane.
  public var logs: String { "\(path)/logs" }
  /// The hosts file.
  public var hosts: String { "\(path)/hosts" }
  /// Certificates.
  public var pki: PKIFolder { PKIFolder("\(path)/pki") }
  /// The objects of the embedded API server.
  public var objects: String { "\(path)/objects" }
  /// Persistent volumes.
  public var volumes: String { "\(path)/volumes" }
  /// Folders of pods.
  public var pods: String { "\(path)/pods" }
  /// What the control plane keeps.
  public var controlPlane: String { "\(path)/control-plane" }
  /// What stands for Kafka's folder where the built-in broker runs.
  var builtInKafka: String { "\(path)/built-in-kafka" }
  /// What must be undone at the next start, where this one could not.
  public var cuts: String { "\(path)/cuts" }
  /// The range of addresses that it had last.
  var addresses: String { "\(path)/addresses" }

  /// The kubeconfig of a sandbox's folder.
  public static func kubeconfig(in folder: String) -> String { "\(folder)/kubeconfig" }
  /// The socket of a sandbox's folder.
  public static func socket(in folder: String) -> String { "\(folder)/control.sock" }

  /// The folder of a sandbox that is only named.
  public static func path(ofName name: String) -> String {
    let temporary = ProcessInfo.processInfo.environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    let base = temporary.hasSuffix("/") ? String(temporary.dropLast()) : temporary
    return "\(base)/koperator-sandbox-\(getuid())/\(name)"
  }

  /// Whether a sandbox runs in a folder.
  public static func isHeld(_ folder: String) -> Bool {
    let file = unsafe koperator_open_for_reading("\(folder)/lock")
    guard file >= 0 else { return false }
    defer { close(file) }
    return flock(file, LOCK_EX | LOCK_NB) != 0
  }

  /// Takes a folder, which is made where there is none.
  ///
  /// - Parameter isFresh: Whether what a run left there that could not clean up is removed.
  /// - Throws: `SandboxError` where another sandbox runs in it, or it cannot be used.
  public init(_ path: String, isFresh: Bool = false) throws(SandboxError) {
    self.path = path
    // Scripts that a cluster's containers run name their folders without quotes, and so do Kafka's own.
    if let character = path.first(where: { !Self.isPlain($0) }) {
      throw SandboxError(
        .folder,
        "\(path): the path has '\(character)' in it, which scripts of Kafka do not bear: choose another --folder (or TMPDIR)"
      )
    }
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch { throw SandboxError(.folder, "\(path): the folder cannot be made: \(error.localizedDescription)") }
    let descriptor = unsafe koperator_open_lock("\(path)/lock")
    guard descriptor >= 0 else {
      throw SandboxError(
        .folder, "\(path)/lock: the file cannot be made: \(SystemFailure.text); choose another --folder")
    }
    guard FileLock.take(descriptor) else {
      close(descriptor)
      throw SandboxError(
        .alreadyRunning,
        "a sandbox runs in \(path) already: stop it with 'koperator sandbox stop', or start another one with --name")
    }
    lock = descriptor
    if isFresh {
      for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] where name != "lock" {
        try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
      }
    }
    for folder in [logs, volumes, pods, controlPlane] {
      do { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) } catch {
        throw SandboxError(.folder, "\(folder): the folder cannot be made: \(error.localizedDescription)")
      }
    }
  }

  deinit { close(lock) }

  /// Whether a character means nothing but itself to a shell, in a list of paths and in a file of properties.
  private static func isPlain(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "/._-+@%^".contains(character)
  }

  /// The address range of the run before; nil where there was none.
  var lastRange: AddressRange? {
    guard let data = FileManager.default.contents(atPath: addresses) else { return nil }
    return AddressRange(String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
  }

  /// Keeps the address range for the next run.
  func keep(_ range: AddressRange) throws(SandboxError) { try write("\(range)\n", to: addresses) }

  /// Writes a file of its own, for its owner's eyes.
  func write(_ text: String, to file: String) throws(SandboxError) {
    let next = file + ".new"
    guard
      FileManager.default.createFile(
        atPath: next, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600]), unsafe rename(next, file) == 0
    else {
      throw SandboxError(
        .folder, "\(file): the file cannot be written: \(SystemFailure.text); look at the disk's free space")
    }
  }

  /// Removes everything. The sandbox has stopped by then.
  func remove() {
    try? FileManager.default.removeItem(atPath: path)
    // The folder of all sandboxes goes with the last one.
    unsafe rmdir((path as NSString).deletingLastPathComponent)
  }
}
