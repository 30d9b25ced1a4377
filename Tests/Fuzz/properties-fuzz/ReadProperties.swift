@testable import BrokerAgent
import JavaProperties

/// What libFuzzer calls: arbitrary bytes as Java's properties, as Kafka's configuration and as `meta.properties`.
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
  let identity = MetaProperties.parse(Array(input.prefix(MetaProperties.sizeLimit)))
  precondition(identity.status == .damaged || identity.nodeID ?? -1 >= 0)
  precondition(identity.clusterID.utf8.count <= 64 && identity.directoryID.utf8.count <= 64)
  return 0
}
