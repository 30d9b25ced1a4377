import Foundation

/// The built-in broker as containers meet it: a folder that looks like Kafka's, and the controller that brokers report to.
///
/// The rendered start script runs unchanged: it finds `bin/kafka-storage.sh` and `bin/kafka-server-start.sh` there, which
/// start `sandbox-broker`.
public struct BuiltInKafka: Sendable, Hashable {
  /// The folder that stands for `KAFKA_HOME`.
  public var home: String
  /// Where the controller listens, as `127.42.0.3:9093`.
  public var controller: String
  /// What a broker shows to the controller.
  public var token: String

  /// A built-in broker.
  public init(home: String, controller: String, token: String) {
    self.home = home
    self.controller = controller
    self.token = token
  }

  /// What a container is told in its environment.
  var environment: [String: String] {
    ["KOPERATOR_SANDBOX_CONTROLLER": controller, "KOPERATOR_SANDBOX_TOKEN": token]
  }

  /// Writes the folder.
  ///
  /// - Parameter program: `sandbox-broker`.
  /// - Throws: `SandboxError` where a file cannot be written.
  func write(program: String) throws(SandboxError) {
    let quoted = "'" + program.replacingOccurrences(of: "'", with: "'\\''") + "'"
    do {
      try FileManager.default.createDirectory(atPath: "\(home)/bin", withIntermediateDirectories: true)
      for name in ["kafka-server-start.sh", "kafka-storage.sh"] {
        let path = "\(home)/bin/\(name)"
        try Data("#!/bin/sh\nexec \(quoted) \"$@\"\n".utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
      }
    } catch { throw SandboxError(.folder, "\(home): the folder cannot be written: \(error.localizedDescription)") }
  }
}
