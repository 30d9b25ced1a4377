import Foundation
import KubernetesClient
import KubernetesObjects

/// Who the client is.
func identityChecks(_ checks: inout Checks, _ setting: Setting, _ port: Int) async {
  for (context, name) in [
    ("admin", "admin"), ("certificate", "anna"), ("as-berta", "berta"),
    ("plugin", "system:serviceaccount:checks:one"),
  ] {
    await checks.run("the server knows who the context \(context) is") {
      let client = try setting.client(context)
      let found = try await client.whoAmI()
      try Checks.require(found == name, "it is \(found), not \(name)")
      await client.stop()
      return found
    }
  }
  await checks.run("a wrong token is refused with a remedy") {
    let client = try setting.client("wrong-token")
    let error = try await failure { () async throws(ClientError) in
      try await client.get(Namespace.self, "checks")
    }
    try Checks.require(error.code == .unauthorized, "\(error)")
    await client.stop()
    return "\(error)"
  }
  await checks.run("another authority is not trusted, which the error says") {
    let client = try setting.client("wrong-authority")
    let error = try await failure { () async throws(ClientError) in
      try await client.get(Namespace.self, "checks")
    }
    guard case .noAnswer(let cause) = error.cause, cause.code == .serverNotTrusted else {
      throw Checks.Failure("\(error)")
    }
    await client.stop()
    return "\(error)"
  }
  await checks.run("who may not is told which Role is missing") {
    let client = try setting.client("plugin")
    let error = try await failure { () async throws(ClientError) in
      try await client.list(Secret.self, namespace: "checks")
    }
    try Checks.require(error.code == .forbidden, "\(error)")
    try Checks.require("\(error)".contains("a Role that allows 'list' on 'secrets'"), "\(error)")
    await client.stop()
    return nil
  }
  await checks.run("tokens end and are written anew, in a pod's file and by a plugin, and no request fails") {
    let pod = try setting.podClient(port: String(port))
    let plugin = try setting.client("plugin")
    let admin = try setting.client("admin")
    for client in [pod, plugin] {
      let name = try await client.whoAmI()
      try Checks.require(name == "system:serviceaccount:checks:one", "it is \(name)")
    }
    // Both tokens are bound to a Secret each, and end with it.
    for place in ["pod/token", "plugin-token"] {
      try FileManager.default.removeItem(atPath: "\(setting.folder)/\(place)")
      try FileManager.default.copyItem(atPath: "\(setting.folder)/token-two", toPath: "\(setting.folder)/\(place)")
    }
    try await admin.delete(Secret.self, "first", namespace: "checks")
    // The API server believes a token for 10 s after it was looked at.
    let deadline = ContinuousClock.now + .seconds(40)
    var requests = 0
    var names: [String] = ["", ""]
    while names != ["system:serviceaccount:checks:two", "system:serviceaccount:checks:two"] {
      try Checks.require(ContinuousClock.now < deadline, "they are still \(names)")
      names = [try await pod.whoAmI(), try await plugin.whoAmI()]
      requests += 2
      try await Task.sleep(for: .milliseconds(200))
    }
    for client in [pod, plugin, admin] { await client.stop() }
    return "\(requests) requests"
  }
}
