import Coordinator
import EnvoyAPI
import EnvoyConfig
import Protobuf
import Telemetry
import XDS

/// What libFuzzer calls: manifests, files of endpoints and Secrets, one after the other, and time between them.
///
/// They are parted by zeros. The first byte of each says which of the three it is, and how much time passes before it. In
/// a Secret a byte of 1 parts the certificate and the key.
@_cdecl("LLVMFuzzerTestOneInput")
public func readInputs(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
  var subject = Subject()
  for part in input.split(separator: 0, omittingEmptySubsequences: true) { subject.take(part) }
  return 0
}

/// The inputs of a control plane, and what must hold of what it publishes.
struct Subject {
  /// Seconds since 1970: in the year 2030. The seeds' certificates are made to last longer.
  private static let date: Int64 = 1_900_000_000

  private var inputs = FileInputs(hasSecrets: true)
  private var published: [GroupID: Snapshot] = [:]
  private var generation: UInt64 = 0
  private var now = Duration.zero

  mutating func take(_ part: ArraySlice<UInt8>) {
    guard let mode = part.first else { return }
    now += .seconds(Int(mode >> 1 & 0x1F))
    if mode & 0x40 != 0 { return take(secret: part.dropFirst()) }
    let file: FileInputs.File = mode & 1 == 0 ? .manifest : .endpoints
    let bytes = Array(part.dropFirst())
    let before = inputs.topology
    let directives = inputs.receive(.bytes(bytes), of: file, at: now)
    var isRefused = false
    for directive in directives {
      switch directive {
      case .refused(let refused, let problems):
        precondition(refused == file && !problems.isEmpty, "a refusal without a reason")
        isRefused = true
      case .cluster(.publish(let group, let resources)): publish(resources, group)
      case .cluster(.withdraw(let group)): published[group] = nil
      case .accepted, .cluster: break
      }
    }
    if isRefused {
      precondition(directives.count == 1, "what is refused has an effect")
      precondition(inputs.topology == before, "what is refused changes the picture")
      return
    }
    // The same again changes nothing.
    for case .cluster(.publish(let group, let resources)) in inputs.receive(.bytes(bytes), of: file, at: now) {
      expectSame(resources, group)
    }
  }

  /// A Secret that every manifest of the seeds names.
  private mutating func take(secret bytes: ArraySlice<UInt8>) {
    let parts = bytes.split(separator: 1, maxSplits: 1, omittingEmptySubsequences: false)
    let key = parts.count > 1 ? Array(parts[1]) : []
    let content = TLSSecret.Content.pair(certificate: Array(parts.first ?? []), privateKey: Secret(key))
    for directive in inputs.receive(content, ofSecret: "s", at: now, date: Self.date) {
      switch directive {
      case .cluster(.publish(let group, let resources)): publish(resources, group)
      case .cluster(.secretRefused(let name, let problems)):
        precondition(name == "s" && !problems.isEmpty, "a refusal without a reason")
        let words = problems.joined()
        for line in key.split(separator: 10) where line.count >= 40 && line.first != UInt8(ascii: "-") {
          precondition(!words.contains(String(decoding: line, as: UTF8.self)), "a reason shows a key")
        }
      case .refused, .cluster(.withdraw): preconditionFailure("a Secret refuses a file, or takes a group away")
      case .accepted, .cluster: break
      }
    }
    let again = inputs.receive(content, ofSecret: "s", at: now, date: Self.date)
    for case .cluster(.publish(let group, let resources)) in again { expectSame(resources, group) }
  }

  private func expectSame(_ resources: [XDSResource], _ group: GroupID) {
    let again = try? Snapshot(generation: generation + 1, resources: resources)
    precondition(again.map { published[group]?.hasSameContent(as: $0) == true } == true, "it is not deterministic")
  }

  /// What is published is a snapshot that Envoy can read, without duplicates and with nothing that it refers to missing.
  private mutating func publish(_ resources: [XDSResource], _ group: GroupID) {
    generation += 1
    guard let snapshot = try? Snapshot(generation: generation, resources: resources) else {
      preconditionFailure("what is published is no snapshot")
    }
    var names: [String: Set<String>] = [:]
    for resource in resources { names[resource.type.rawValue, default: []].insert(resource.name) }
    for resource in resources {
      for reference in resource.references where reference.type != .secret {
        precondition(names[reference.type.rawValue]?.contains(reference.name) == true, "a reference to nothing")
      }
      switch resource.type {
      case .listener: precondition((try? Listener(serialized: resource.body))?.name == resource.name)
      case .cluster: precondition((try? Cluster(serialized: resource.body))?.name == resource.name)
      case .endpoints:
        precondition((try? ClusterLoadAssignment(serialized: resource.body))?.clusterName == resource.name)
      default: break
      }
    }
    published[group] = snapshot
  }
}
