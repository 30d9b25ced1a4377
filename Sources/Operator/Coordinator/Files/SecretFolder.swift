import Foundation
import Telemetry

/// The folder of a TLS Secret as the kubelet mounts it: `tls.crt`, `tls.key`, both links into `..data`, which is swapped
/// when the Secret changes.
public enum SecretFolder {
  /// The two files (`kubernetes.io/tls`).
  static let files = ["tls.crt", "tls.key"]

  /// Reads both files of a folder from one state of it: a swap between the two would make a pair that never was.
  public static func content(of folder: String) -> TLSSecret.Content {
    var content = TLSSecret.Content.unreadable("\(folder) changes while it is read")
    // A swap takes a moment and comes once in weeks; a folder that never holds still is no Secret.
    for _ in 0..<4 {
      let place = place(of: folder)
      content = read(place)
      if place == self.place(of: folder) { break }
    }
    return content
  }

  /// The folder that holds the files now.
  private static func place(of folder: String) -> String {
    let data = URL(fileURLWithPath: folder, isDirectory: true).appendingPathComponent("..data")
    guard FileManager.default.fileExists(atPath: data.path) else { return folder }
    return data.resolvingSymlinksInPath().path
  }

  private static func read(_ folder: String) -> TLSSecret.Content {
    var parts: [[UInt8]] = []
    for file in files {
      switch FileWatcher.content(of: "\(folder)/\(file)") {
      case .bytes(let bytes): parts.append(bytes)
      case .unreadable(let reason): return .unreadable("\(file) cannot be read: \(reason)")
      }
    }
    return .pair(certificate: parts[0], privateKey: Secret(parts[1]))
  }
}
