import ClusterTopology
import Foundation
import KafkaResources

/// What a sandbox tells a person who wants to use it.
extension Sandbox {
  /// How the sandbox is named on the command line; empty for the default one.
  var selector: String {
    if settings.folder != SandboxFolder.path(ofName: settings.name) { return " --folder \(settings.folder)" }
    return settings.name == "default" ? "" : " --name \(settings.name)"
  }

  /// Whether a shell finds this program by its name.
  private var isInPath: Bool {
    guard let path = ProcessInfo.processInfo.environment["PATH"] else { return false }
    let this = URL(filePath: settings.koperator).resolvingSymlinksInPath().path
    return path.split(separator: ":").contains {
      URL(filePath: "\($0)/koperator").resolvingSymlinksInPath().path == this
    }
  }

  /// Where to point clients and kubectl, and what else there is.
  public func guide() -> String {
    guard let services = try? running() else { return "" }
    let folder = services.ground.folder
    var text = "\n"
    for cluster in services.caches.kafkaClusters {
      let clients = SandboxClient.all(of: cluster, services)
      text += "KafkaCluster \(cluster.namespace)/\(cluster.name), \(cluster.spec.brokers.count) brokers"
      text += clients.isEmpty ? " (no listener outside: only clients inside reach it, by names)\n" : "\n"
      for client in clients {
        let command = client.prefix + "kcat " + client.arguments.joined(separator: " ")
        text += "  bootstrap  \(client.bootstrap)\n"
        text += "  try        \(command) -L\n"
        text += "             echo hello | \(command) -t greetings -P\n"
        text += "             \(command) -t greetings -C -e\n"
      }
    }
    text += """

      kubectl    kubectl --kubeconfig \(folder.kubeconfig) get kafkaclusters,pods -A
      names      Java         -Djdk.net.hosts.file=\(folder.hosts)

      """
    if let wrapper = services.node.configuration.programs.nssWrapper {
      text += "           C, Python    LD_PRELOAD=\(wrapper) NSS_WRAPPER_HOSTS=\(folder.hosts)\n"
    } else {
      text += "           C, Python    install libnss-wrapper\n"
    }
    let sandbox = "koperator sandbox"
    text += """
      CA         \(folder.pki.authorityFile)
      logs       \(folder.logs)

      """
    if !isInPath { text += "command    alias koperator=\(settings.koperator)\n" }
    text += """
      status     \(sandbox) status\(selector) [--watch]
      faults     \(sandbox) kill|hang|resume|restart|cut|heal BROKER\(selector)
                 \(sandbox) fill-disk|free-disk|read-only-disk|writable-disk|swap-disk BROKER [MOUNTPATH]\(selector)
                 \(sandbox) lose-node|return-node NODE\(selector)

      Ctrl-C stops everything\(settings.keepsFolder ? "; the folder stays" : " and removes the folder; --keep keeps it").

      """
    return text
  }
}
