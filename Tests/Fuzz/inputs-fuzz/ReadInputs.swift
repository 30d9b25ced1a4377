import Coordinator
import EnvoyAPI
import EnvoyConfig
import Protobuf
import XDS

/// What libFuzzer calls: manifests and files of endpoints, one after the other, and time between them.
///
/// Files are parted by zeros. The first byte of each says which of the two it is, and how much time passes before it.
@_cdecl("LLVMFuzzerTestOneInput")
public func readInputs(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
  var subject = Subject()
  for part in input.split(separator: 0, omittingEmptySubsequences: true) { subject.take(part) }
  return 0
}

/// The inputs of a control plane, and what must hold of what it publishes.
struct Subject {
  private var inputs = FileInputs()
  private var published: [GroupID: Snapshot] = [:]
  private var generation: UInt64 = 0
  private var now = Duration.zero

  mutating func take(_ part: ArraySlice<UInt8>) {
    guard let mode = part.first else { return }
    now += .seconds(Int(mode >> 1 & 0x1F))
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
      case .publish(let group, let resources): publish(resources, group)
      case .withdraw(let group): published[group] = nil
      case .accepted, .alarm, .alarmOver: break
      }
    }
    if isRefused {
      precondition(directives.count == 1, "what is refused has an effect")
      precondition(inputs.topology == before, "what is refused changes the picture")
      return
    }
    // The same again changes nothing.
    for case .publish(let group, let resources) in inputs.receive(.bytes(bytes), of: file, at: now) {
      let again = try? Snapshot(generation: generation + 1, resources: resources)
      precondition(again.map { published[group]?.hasSameContent(as: $0) == true } == true, "it is not deterministic")
    }
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
