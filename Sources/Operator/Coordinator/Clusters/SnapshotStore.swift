public import ClusterTopology
import Foundation
import JSON
public import XDS

/// Keeps, in a folder, the last good resources of each group and what is remembered of brokers, so that a control plane
/// that starts without its inputs can still serve an Envoy that starts too.
///
/// Files have mode 0600 and are written whole or not at all. Secrets are never written; that a listener needs one is.
public struct SnapshotStore: Sendable {
  private let folder: URL
  private static let format = 1
  private static let suffix = ".snapshot.json"

  /// A store in that folder, which is made where it is missing.
  ///
  /// - Throws: A file system error where the folder cannot be made or written to.
  public init(_ path: String) throws {
    folder = URL(fileURLWithPath: path, isDirectory: true)
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let probe = folder.appendingPathComponent(".probe")
    try Self.write([], to: probe)
    try FileManager.default.removeItem(at: probe)
  }

  // MARK: Resources

  /// Keeps a group's resources.
  public func save(_ resources: [XDSResource], of group: GroupID) throws {
    var list: [JSONValue] = []
    for resource in resources where resource.type != .secret {
      var references: [JSONValue] = []
      for reference in resource.references {
        references.append(["type": .string(reference.type.rawValue), "name": .string(reference.name)])
      }
      list.append([
        "type": .string(resource.type.rawValue), "name": .string(resource.name), "version": .string(resource.version),
        "body": .string(Data(resource.body).base64EncodedString()), "references": .array(references),
      ])
    }
    let value: JSONValue = [
      "format": .number(JSONNumber(Self.format)), "group": .string(group.rawValue), "resources": .array(list),
    ]
    try Self.write(value.serialized(), to: file(of: group))
  }

  /// Forgets a group.
  public func remove(_ group: GroupID) { try? FileManager.default.removeItem(at: file(of: group)) }

  /// What is kept: the resources of each group, and what cannot be read and why.
  public func load() -> (groups: [GroupID: [XDSResource]], problems: [String]) {
    var groups: [GroupID: [XDSResource]] = [:]
    var problems: [String] = []
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in names.sorted() where name.hasSuffix(Self.suffix) {
      do {
        let (group, resources) = try read(folder.appendingPathComponent(name))
        groups[group] = resources
      } catch {
        let isSystems = error is CocoaError
        problems.append("\(name): \(isSystems ? error.localizedDescription : "\(error)")")
      }
    }
    return (groups, problems)
  }

  private func read(_ file: URL) throws -> (GroupID, [XDSResource]) {
    let value = try JSONValue(parsing: [UInt8](Data(contentsOf: file)))
    guard value["format"]?.intValue == Self.format, let group = value["group"]?.stringValue,
      let list = value["resources"]?.arrayValue, !list.isEmpty
    else { throw InputError(message: "the file has another format; it is ignored, and written anew in time") }
    var resources: [XDSResource] = []
    for entry in list {
      guard let type = entry["type"]?.stringValue, let name = entry["name"]?.stringValue,
        let text = entry["body"]?.stringValue, let body = Data(base64Encoded: text)
      else { throw InputError(message: "a resource is incomplete; the file is ignored, and written anew in time") }
      var references: [XDSResourceName] = []
      for reference in entry["references"]?.arrayValue ?? [] {
        let type = TypeURL(rawValue: reference["type"]?.stringValue ?? "")
        references.append(XDSResourceName(type: type, name: reference["name"]?.stringValue ?? ""))
      }
      let resource = XDSResource(
        type: TypeURL(rawValue: type), name: name, body: [UInt8](body), references: references)
      guard resource.version == entry["version"]?.stringValue else {
        throw InputError(message: "'\(name)' is damaged; the file is ignored, and written anew in time")
      }
      resources.append(resource)
    }
    return (GroupID(rawValue: group), resources)
  }

  private func file(of group: GroupID) -> URL {
    folder.appendingPathComponent(Self.fileName(group.rawValue) + Self.suffix)
  }

  private static func fileName(_ name: String) -> String {
    let safe = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "-."))
    return name.addingPercentEncoding(withAllowedCharacters: safe) ?? "group"
  }

  // MARK: Membership

  private static let membershipSuffix = ".membership.json"

  /// The file of a cluster's membership; of the one that there is, where no name is given.
  private func membershipFile(of cluster: String?) -> URL {
    guard let cluster else { return folder.appendingPathComponent("membership.json") }
    return folder.appendingPathComponent(Self.fileName(cluster) + Self.membershipSuffix)
  }

  /// Keeps what is remembered of brokers.
  ///
  /// - Parameter cluster: `<namespace>/<name>`; nil where there is one cluster only.
  public func save(_ membership: BootstrapMembership, of cluster: String? = nil) throws {
    try Self.write(membership.saved.serialized(), to: membershipFile(of: cluster))
  }

  /// Forgets a cluster's brokers.
  public func removeMembership(of cluster: String) {
    try? FileManager.default.removeItem(at: membershipFile(of: cluster))
  }

  /// Whether something is kept of brokers, readable or not.
  public var hasMembership: Bool { FileManager.default.fileExists(atPath: membershipFile(of: nil).path) }

  /// What is remembered of the brokers of the only cluster; nil where nothing readable is kept.
  public func loadMembership() -> BootstrapMembership? { try? Self.membership(in: membershipFile(of: nil)) }

  /// What is remembered of the brokers of each cluster, by `<namespace>/<name>`, and what cannot be read.
  public func loadMemberships() -> (clusters: [String: BootstrapMembership], problems: [String]) {
    var clusters: [String: BootstrapMembership] = [:]
    var problems: [String] = []
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in names.sorted() where name.hasSuffix(Self.membershipSuffix) {
      do {
        let membership = try Self.membership(in: folder.appendingPathComponent(name))
        if let cluster = membership.cluster { clusters[cluster] = membership }
      } catch {
        problems.append("\(name) is damaged; it is ignored, and written anew in time")
      }
    }
    return (clusters, problems)
  }

  private static func membership(in file: URL) throws -> BootstrapMembership {
    try BootstrapMembership(saved: JSONValue(parsing: [UInt8](Data(contentsOf: file))))
  }

  // MARK: Files

  /// Writes beside the file, then renames: a reader sees the old content or the new, whole.
  private static func write(_ bytes: [UInt8], to file: URL) throws {
    let temporary = file.appendingPathExtension("new")
    let descriptor = unsafe open(temporary.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw failure(errno, temporary)
    }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    // A file that an earlier write left behind keeps its mode when it is opened.
    guard fchmod(descriptor, 0o600) == 0 else {
      throw failure(errno, temporary)
    }
    try handle.write(contentsOf: Data(bytes))
    try handle.synchronize()
    try handle.close()
    guard unsafe rename(temporary.path, file.path) == 0 else {
      throw failure(errno, file)
    }
  }

  private static func failure(_ number: Int32, _ file: URL) -> InputError {
    let reason = unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
    return InputError(message: "\(file.path): \(reason)")
  }
}
