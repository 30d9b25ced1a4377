import Glibc
import KubernetesObjects

extension ExecPlugin {
  /// Runs the program, and waits: on a thread that may block.
  ///
  /// - Parameters:
  ///   - configuration: what the program is told, where it is.
  ///   - environment: the variables that it gets beside its own.
  ///   - deadline: how long it may take.
  ///   - maximumOutput: the most bytes that it may print.
  func run(
    for configuration: ClientConfiguration, environment: [String: String], deadline: Duration, maximumOutput: Int
  ) throws(ConfigurationError) -> ExecCredential {
    var variables = environment
    for variable in self.environment { variables[variable.name] = variable.value.reveal() }
    variables[Self.infoVariable] = info(for: configuration)
    let process = ChildProcess(
      command: command, arguments: arguments, environment: variables, deadline: deadline, maximumOutput: maximumOutput)
    let output: ChildProcess.Output
    do { output = try process.run() } catch {
      switch error {
      case .notStarted(let number): throw notStarted(number)
      case .tooLate:
        throw failure(
          "was not done within \(deadline.components.seconds) s", "see what it waits for: it must ask nobody")
      case .tooLong:
        throw failure("printed more than \(maximumOutput) bytes", "it must print an ExecCredential and nothing else")
      }
    }
    guard output.status == 0 else {
      let end = output.status.map { "ended with code \($0)" } ?? "was ended by a signal"
      let said = Self.excerpt(of: output.errors)
      throw failure(said.isEmpty ? end : "\(end): \(said)", "run it by hand and look at its output")
    }
    return try ExecCredential(parsing: output.output, of: self)
  }

  private func notStarted(_ number: Int32) -> ConfigurationError {
    if number == ENOENT {
      return failure("is not there", command.contains("/") ? "install it there" : "install it, or put it into PATH")
    }
    let reason = unsafe String(cString: strerror(number))
    return failure("cannot be run: \(reason)", "make it executable for this user")
  }

  /// The configuration's own hint comes first: it knows the program.
  private func failure(_ message: String, _ remedy: String) -> ConfigurationError {
    ConfigurationError(
      .plugin, "the plugin \(command) \(message)", remedy: installHint.isEmpty ? remedy : "\(remedy); \(installHint)")
  }

  /// The last line that was printed as an error, without what a terminal would act on.
  private static func excerpt(of bytes: [UInt8]) -> String {
    let lines = bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D })
    guard let last = lines.last(where: { $0.contains { $0 > 0x20 } }) else { return "" }
    var text = ""
    for scalar in String(decoding: last.suffix(300), as: UTF8.self).unicodeScalars
    where scalar.properties.generalCategory != .control { text.unicodeScalars.append(scalar) }
    return text
  }
}
