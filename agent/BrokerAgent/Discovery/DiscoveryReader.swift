import CLinux
import Glibc

/// Reads a discovery folder, and the configurations of the Kafkas that it names. Every call may hang: on a thread of its own only.
///
/// A file that turns bad changes nothing: what it said before holds until it is good again or gone. A folder that cannot be read
/// changes nothing either.
final class DiscoveryReader: @unchecked Sendable {
  /// The most brokers of a node: the server takes no more of one agent.
  static let brokerLimit = 512
  /// The most names that are looked at in the folder.
  static let nameLimit = 4096
  /// A volume that was not found is looked for again with every so many looks.
  private static let searchPeriod = 15
  private static let podIsGone = "its pod is not on this node: PODS_FOLDER has no folder of the UID"

  /// What is known of one file.
  private struct Entry {
    var file: WatchedFile
    /// What it says; nil where it never made sense.
    var content: DiscoveryFile?
    /// Why what it says now makes none.
    var fault = ""
    /// Where the agent sees the volumes, and one that it does not see; nil before they were looked for.
    var places: (paths: PodPaths, missing: PodVolume?)?
    /// What is watched because of it; nil for nothing.
    var watched: WatchConfiguration?
    var settings: WatchedFile?
    /// What was said of it last.
    var said = ""
  }

  private let folder: String
  private let podsFolder: String?
  private let mountTable: String
  private var entries: [String: Entry] = [:]
  private var folderSaid = ""
  private var looks = 0
  /// The mounts below the folder of pods; for one look.
  private var finder: PodVolumeFinder?

  /// - Parameters:
  ///   - podsFolder: Where the agent sees the kubelet's folder of pods; nil where it sees what pods see at the same paths.
  ///   - mountTable: The kernel's, or what stands for it.
  init(folder: String, podsFolder: String?, mountTable: String = "/proc/self/mountinfo") {
    self.folder = folder
    self.podsFolder = podsFolder
    self.mountTable = mountTable
  }

  /// Looks.
  func look() -> DiscoveryLook {
    var look = DiscoveryLook()
    looks += 1
    do throws(DiskError) {
      // Without it all pods would seem to be gone.
      if let podsFolder { _ = try DiskCalls().status(of: podsFolder) }
    } catch {
      let problem =
        "PODS_FOLDER cannot be seen: \(DiskError.name(of: error.code)); what was found before stays: mount the kubelet's folder of pods"
      say(problem, &folderSaid, of: podsFolder ?? "", &look)
      return lookAtSettings(look)
    }
    do throws(DiskError) {
      let names = try self.names()
      let isFull = names.count >= Self.nameLimit
      say(
        isFull ? "it has \(Self.nameLimit) files or more: remove those of no broker" : "", &folderSaid, of: folder,
        &look)
      take(names, &look)
    } catch {
      let problem = "it cannot be read: \(DiskError.name(of: error.code)); what was found before stays"
      say(problem, &folderSaid, of: folder, &look)
    }
    finder = nil
    return lookAtSettings(look)
  }

  /// Looks at the configurations of the Kafkas.
  private func lookAtSettings(_ look: DiscoveryLook) -> DiscoveryLook {
    var look = look
    for name in entries.keys.sorted() {
      guard let shown = entries[name]?.settings?.look(), shown != .same else { continue }
      look.settings.append((name, shown))
    }
    return look
  }

  /// The names of files, sorted; those with a dot before are being written.
  private func names() throws(DiskError) -> [String] {
    var names: [String] = []
    let entries = try DiskFolder(folder, DiskCalls())
    while names.count < Self.nameLimit, let entry = try entries.next() {
      if entry.isFolder != true, !entry.name.hasPrefix(".") { names.append(entry.name) }
    }
    return names.sorted()
  }

  private func take(_ names: [String], _ look: inout DiscoveryLook) {
    let present = Set(names)
    for name in entries.keys.sorted() where !present.contains(name) {
      if entries.removeValue(forKey: name)?.watched != nil { look.gone.append(name) }
    }
    // In the order of names, so that of two files for one broker it is always the same that counts.
    var owners: [BrokerName: String] = [:]
    for name in names {
      var entry = entries[name] ?? Entry(file: WatchedFile("\(folder)/\(name)", limit: DiscoveryFile.sizeLimit))
      read(&entry)
      let problem = judge(name, &entry, &owners, &look)
      say(problem, &entry.said, of: "\(folder)/\(name)", &look)
      entries[name] = entry
    }
  }

  private func say(_ problem: String, _ said: inout String, of path: String, _ look: inout DiscoveryLook) {
    guard problem != said else { return }
    // A pod that came back is no news beside that its broker is watched.
    let isExpected = problem == Self.podIsGone || (problem.isEmpty && said == Self.podIsGone)
    said = problem
    look.problems.append(DiscoveryLook.Problem(path: path, text: problem, isExpected: isExpected))
  }

  /// Reads a file, where it is new or was written.
  private func read(_ entry: inout Entry) {
    switch entry.file.look() {
    case .same: break
    case .failed(let code): entry.fault = "it cannot be read: \(DiskError.name(of: code))"
    case .tooLong: entry.fault = "it has more than \(DiscoveryFile.sizeLimit) bytes: write NAME=value lines alone"
    case .content(let bytes):
      do throws(AgentError) {
        let content = try DiscoveryFile(bytes, hasPodsFolder: podsFolder != nil)
        if content != entry.content { entry.places = nil }
        entry.content = content
        entry.fault = ""
      } catch { entry.fault = error.description }
    }
  }

  /// Decides what is watched because of a file.
  ///
  /// - Returns: What is wrong with it; empty where nothing is.
  private func judge(
    _ name: String, _ entry: inout Entry, _ owners: inout [BrokerName: String], _ look: inout DiscoveryLook
  ) -> String {
    guard let content = entry.content else { return entry.fault }
    guard isThere(content) else {
      forget(name, &entry, &look)
      return entry.fault.isEmpty ? Self.podIsGone : entry.fault
    }
    let broker = BrokerName(content.watched.broker)
    if let owner = owners[broker] {
      forget(name, &entry, &look)
      return "the broker \(broker) is that of the file \(owner), too: remove one of them"
    }
    guard owners.count < Self.brokerLimit else {
      forget(name, &entry, &look)
      return "\(Self.brokerLimit) brokers of this node are watched already, and no more can be"
    }
    owners[broker] = name
    var watched = content.watched
    let (paths, missing) = places(of: content, &entry)
    watched.paths = paths
    if watched != entry.watched {
      entry.watched = watched
      entry.settings = paths.place(of: watched.settingsFile).map {
        WatchedFile($0, limit: BrokerObserver.maximumSettings)
      }
      look.found.append(DiscoveryLook.Found(file: name, watched: watched))
    }
    if !entry.fault.isEmpty { return entry.fault }
    if let missing {
      return
        "VOLUMES: nothing is mounted in the pod's folder from what '\(missing)' names; it is looked for again: the mount of "
        + "PODS_FOLDER needs mountPropagation HostToContainer, and volumes of the kind hostPath are not seen"
    }
    return entry.settings == nil
      ? "KAFKA_CONFIG: none of VOLUMES holds '\(watched.settingsFile)': name the volume that does" : ""
  }

  private func forget(_ name: String, _ entry: inout Entry, _ look: inout DiscoveryLook) {
    if entry.watched != nil { look.gone.append(name) }
    entry.watched = nil
    entry.settings = nil
  }

  /// Whether the pod is on the node: the file of a pod that was deleted stays until another one writes it.
  private func isThere(_ content: DiscoveryFile) -> Bool {
    guard let podsFolder else { return true }
    var status = stat()
    return unsafe stat("\(podsFolder)/\(content.watched.broker.podUID)", &status) == 0 || koperator_errno() != ENOENT
  }

  private func places(of content: DiscoveryFile, _ entry: inout Entry) -> (paths: PodPaths, missing: PodVolume?) {
    guard let podsFolder else { return (.same, nil) }
    if let places = entry.places, places.missing == nil || looks % Self.searchPeriod != 0 { return places }
    let mounts = finder ?? PodVolumeFinder(podsFolder: podsFolder, mountTable: mountTable)
    finder = mounts
    let (paths, missing) = mounts.find(content.volumes, of: content.watched.broker.podUID)
    entry.places = (paths, missing.first)
    return (paths, missing.first)
  }
}
