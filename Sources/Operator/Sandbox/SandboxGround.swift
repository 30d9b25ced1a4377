import Foundation
import KubernetesClient
import Telemetry

/// What everything else of a sandbox stands on: its folder, its addresses, its certificates, what runs processes, and the
/// API server.
struct SandboxGround: Sendable {
  let folder: SandboxFolder
  let addresses: AddressSpace
  let pki: SandboxPKI
  let cuts: NetworkCuts
  let supervisor: ProcessSupervisor
  let server: SandboxServer
  let client: APIClient
  let log: Logger
  let metrics: MetricsRegistry

  /// Makes it. What has to be undone is in `undo`, also where it throws.
  init(_ settings: SandboxSettings, _ undo: UndoList) async throws(SandboxError) {
    let folder = try SandboxFolder(settings.folder, isFresh: !settings.keepsFolder)
    undo.add("the folder") { if !settings.keepsFolder { folder.remove() } }
    self.folder = folder
    metrics = MetricsRegistry()
    log = try Self.log(folder, undo)
    addresses = try Self.claim(folder)
    let cuts = NetworkCuts(addresses.range)
    // Those of a sandbox that had these addresses before and was killed.
    cuts.healAll()
    undo.add("cuts") { cuts.healAll() }
    self.cuts = cuts
    pki = try folder.pki.authority(named: settings.name, now: Int64(Date().timeIntervalSince1970))
    let supervisor: ProcessSupervisor
    do throws(ProcessError) { supervisor = try ProcessSupervisor(guardExecutable: settings.koperator) } catch {
      throw SandboxError(.missingProgram, error.description)
    }
    undo.add("processes") { await supervisor.stop() }
    self.supervisor = supervisor
    let server = try SandboxServer(settings, folder, addresses, pki, log: log)
    undo.add("the API server") { await server.stop() }
    self.server = server
    let client = try await server.client(log: log, metrics: metrics, within: settings.deadline(30))
    undo.add("requests") { await client.stop(grace: .seconds(1)) }
    self.client = client
  }

  private static func claim(_ folder: SandboxFolder) throws(SandboxError) -> AddressSpace {
    let addresses: AddressSpace
    do throws(AddressSpaceError) { addresses = try AddressSpace.claim(preferring: folder.lastRange) } catch {
      throw SandboxError(.addressInUse, error.message)
    }
    try folder.keep(addresses.range)
    return addresses
  }

  private static func log(_ folder: SandboxFolder, _ undo: UndoList) throws(SandboxError) -> Logger {
    let path = "\(folder.logs)/sandbox.log"
    guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
    else { throw SandboxError(.folder, "\(path): the file cannot be written: \(SystemFailure.text)") }
    undo.add("the log") { try? file.close() }
    return Logger(LogSink(level: .info, descriptor: file.fileDescriptor))
  }
}
