import ArgumentParsing
import Dispatch
import Foundation
import HTTPTransport
import Transport

/// gRPC's interoperability client: calls `grpc.testing.TestService` of any server, with the options of the official client.
///
/// It waits for a server that is not up yet, prints a line for each case, and ends with 1 where one is not passed.
@main
struct Client {
  private static let host = Option(
    "server_host", .text, placeholder: "HOST", help: "The server's name or address.", default: "localhost")
  private static let port = Option(
    "server_port", .integer(1...65535), placeholder: "PORT", help: "The server's port.", default: "10000")
  private static let cases = Option(
    "test_case", .text, placeholder: "NAME[,NAME…]", help: "The cases to run, in this order; all where it is not given."
  )
  private static let tls = Option.flag("use_tls", help: "Connects by TLS.")
  private static let authority = Option(
    "ca_file", .file, placeholder: "FILE", help: "The CA of the server's certificate (PEM).")
  private static let override = Option(
    "server_host_override", .text, placeholder: "NAME", help: "The name that the server's certificate must have.")
  private static let certificate = Option(
    "cert_file", .file, placeholder: "FILE", help: "The client's certificate (PEM).")
  private static let key = Option("key_file", .file, placeholder: "FILE", help: "Its key (PEM).")
  private static let timeout = Option(
    "call_timeout", .duration(.milliseconds(1)...(.seconds(3600))), placeholder: "TIME",
    help: "How long a call may take, with the wait for a connection.", default: "30s")
  private static let fast = Option.flag(
    "fail_fast", help: "Ends calls that wait when a try to connect fails, instead of waiting for the next.")

  private static let command = Command(
    "grpc-interop-client", summary: "Holds a server against gRPC's interoperability cases.",
    options: [host, port, cases, tls, authority, override, certificate, key, timeout, fast]
  ) { arguments in
    do {
      return try run(arguments)
    } catch {
      complain("\(error)")
      return .failure
    }
  }

  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    let code = CommandLineParser(command, version: "0").run(
      words, environment: [:], output: { print($0, terminator: "") }, error: complain)
    exit(code.rawValue)
  }

  /// Whoever reads along sees a line when it is said.
  static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

  private static func complain(_ text: String) {
    FileHandle.standardError.write(Data((text.hasSuffix("\n") ? text : text + "\n").utf8))
  }

  private static func run(_ arguments: ParsedArguments) throws -> ExitCode {
    var wanted = TestCases.all
    if let names = arguments.value(cases) {
      wanted = []
      for name in names.split(separator: ",") {
        guard let found = (TestCases.all + [TestCases.reconnect]).first(where: { $0.name == name }) else {
          throw CaseFailure("there is no case '\(name)': \(TestCases.all.map(\.name).joined(separator: ", "))")
        }
        wanted.append(found)
      }
    }
    let loop = try EventLoop()
    defer { loop.stop() }
    let name = arguments.required(host)
    let number = UInt16(clamping: arguments.integer(port) ?? 0)
    let server = arguments.value(override) ?? name
    var configuration = HTTPConnectorConfiguration()
    configuration.serverName = server
    // A test does not wait for seconds.
    configuration.backoff.initial = .milliseconds(100)
    let channel = TestChannel(
      to: try ConnectTarget("\(name):\(number)"), on: loop, authority: "\(server):\(number)",
      tls: arguments.isSet(tls) ? try context(arguments) : nil, configuration: configuration,
      failsFast: arguments.isSet(fast))
    defer { channel.stop() }
    var code = ExitCode.success
    for (name, body) in wanted {
      do throws(CaseFailure) {
        try body(TestCases(channel: channel, callTimeout: arguments.duration(timeout) ?? .seconds(30)))
        say("\(name): passed")
      } catch {
        say("\(name): FAILED: \(error)")
        code = .failure
      }
    }
    return code
  }

  private static func context(_ arguments: ParsedArguments) throws -> TLSContext {
    try TLSContext.client(
      trust: arguments.value(authority).map { .authorities(try PEM(file: $0)) } ?? .system,
      certificateChain: arguments.value(certificate).map { try PEM(file: $0) },
      privateKey: arguments.value(key).map { try PEM(file: $0) }, protocols: ["h2"])
  }
}
