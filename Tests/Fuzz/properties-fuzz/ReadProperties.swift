@testable import BrokerAgent
import JavaProperties

/// What libFuzzer calls: arbitrary bytes as Java's properties, as Kafka's configuration, as a file of the discovery folder and as
/// `meta.properties`.
@_cdecl("LLVMFuzzerTestOneInput")
public func readProperties(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
  let text = String(decoding: input, as: UTF8.self)
  if let document = try? JavaPropertiesDocument(text) {
    let properties = document.properties
    precondition(properties.count <= document.entries.count)
    precondition(document.entries.allSatisfy { $0.line >= 1 && $0.line <= input.count + 1 })
    // Whatever was read is written so that it is read again.
    for written in [properties.text(), properties.text(escaping: .java), properties.text(encoding: .unicode)] {
      guard let again = try? JavaProperties(text: written, limits: JavaPropertiesLimits(size: 1 << 24)) else {
        preconditionFailure("what was written cannot be read")
      }
      precondition(again == properties)
    }
  }
  if let settings = try? BrokerSettings(properties: text) {
    precondition(settings.asked != nil || settings.listeners.isEmpty)
  }
  findVolumes(input)
  let identity = MetaProperties.parse(Array(input.prefix(MetaProperties.sizeLimit)))
  precondition(identity.status == .damaged || identity.nodeID ?? -1 >= 0)
  precondition(identity.clusterID.utf8.count <= 64 && identity.directoryID.utf8.count <= 64)
  return 0
}

/// Whatever a pod says of its volumes, the agent of the node stays in that pod's folder.
private func findVolumes(_ bytes: [UInt8]) {
  guard let file = try? DiscoveryFile(bytes, hasPodsFolder: true) else { return }
  let uid = file.watched.broker.podUID
  let finder = PodVolumeFinder(podsFolder: "/pods", mountTable: "/nowhere")
  let paths = finder.find(file.volumes, of: uid).paths
  for path in file.watched.volumes + [file.watched.settingsFile, file.watched.settingsFile + "/../../x"] {
    guard let place = paths.place(of: path) else { continue }
    precondition(place.hasPrefix("/pods/\(uid)/volumes/") && !place.split(separator: "/").contains(".."))
  }
}
