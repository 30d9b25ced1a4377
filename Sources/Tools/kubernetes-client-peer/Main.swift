import Glibc
import Telemetry

/// What tests run to see KubernetesClient against a real API server: a process that does what a coordinator does.
///
/// - `coordinate`: watch caches, a leader election, a work queue and events.
/// - `lead`: a leader election, and writes that show who leads.
/// - `events`: events about an object.
@main
struct Main {
  static func main() async {
    var words = CommandLine.arguments.dropFirst()
    let command = words.popFirst() ?? ""
    do {
      switch command {
      case "coordinate": try await Coordinate(Options(words)).run()
      case "lead": try await Lead(Options(words)).run()
      case "events": try await TellEvents(Options(words)).run()
      default: throw PeerError("a command is expected: coordinate, lead or events")
      }
    } catch {
      Logger(LogSink()).error("kubernetes-client-peer cannot do this", [.error: "\(error)"])
      exit(2)
    }
  }
}
