import ArgumentParsing
import BuiltInBroker
import Foundation
import Telemetry
import Transport

/// `sandbox-broker controller`: the controller alone, for clusters outside a sandbox.
enum ControllerCommand {
  private static let listen = Option(
    "listen", .address, placeholder: "HOST:PORT", help: "Where nodes connect to.", default: "127.0.0.1:0")
  private static let logLevel = Option(
    "log-level", .choice(LogLevel.allCases.map(\.name)), placeholder: "LEVEL", help: "What is logged.", default: "info")

  static let command = Command(
    "sandbox-broker controller", summary: "The controller of clusters, until SIGTERM or SIGINT.",
    discussion:
      "'koperator sandbox' has one in its own process; this is for clusters of sandbox-broker without it. It prints where it "
      + "listens. KOPERATOR_SANDBOX_TOKEN is what nodes have to show.",
    options: [listen, logLevel]
  ) { arguments in
    var signals = Signals()
    let log = Logger(LogSink(level: LogLevel(name: arguments.required(logLevel)) ?? .info))
    let token = ProcessInfo.processInfo.environment["KOPERATOR_SANDBOX_TOKEN"] ?? ""
    do throws(TransportError) {
      let server = try ControllerServer(address: NetworkAddress(arguments.required(listen)), token: token, log: log)
      // Not by print, which keeps lines back where nobody looks on.
      FileHandle.standardOutput.write(Data("\(server.address)\n".utf8))
      signals.wait()
      server.stop()
      return .success
    } catch {
      SandboxBroker.complain(error.description)
      return .cannotListen
    }
  }
}

/// SIGTERM and SIGINT, held back on every thread from `init` on, so that `wait` alone takes them.
struct Signals {
  private var set = sigset_t()

  init() {
    unsafe sigemptyset(&set)
    for signal in [SIGTERM, SIGINT] { unsafe sigaddset(&set, signal) }
    unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    signal(SIGPIPE, SIG_IGN)
  }

  /// Waits for one of them.
  mutating func wait() {
    var number: Int32 = 0
    unsafe sigwait(&set, &number)
  }
}
