import Foundation
import KubernetesClient
import KubernetesObjects

/// Runs the client against a real API server, which `Tests/Peer/kubernetes-client` has started and filled.
///
///     kubernetes-client-checks FOLDER PORT
@main
struct Main {
  static func main() async {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let port = Int(arguments[2]) else {
      print("kubernetes-client-checks FOLDER PORT")
      exit(2)
    }
    let setting = Setting(folder: arguments[1])
    var checks = Checks()
    do {
      let admin = try setting.client("admin")
      await identityChecks(&checks, setting, port)
      await objectChecks(&checks, setting, admin)
      await loadChecks(&checks, setting, port)
      await admin.stop(grace: .seconds(5))
    } catch {
      print("FAILED: no client: \(error)")
      exit(1)
    }
    print("kubernetes-client: \(checks.passed) passed, \(checks.failed) failed")
    exit(checks.failed == 0 ? 0 : 1)
  }
}
