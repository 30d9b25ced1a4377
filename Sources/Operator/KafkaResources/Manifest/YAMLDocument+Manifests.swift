import JSON
public import YAML

extension YAMLDocument {
  /// The manifests in it: itself, or the items of a list, as `kubectl get --output yaml` prints one.
  public var manifests: [YAMLDocument] {
    guard let version = value["apiVersion"]?.stringValue, let kind = value["kind"]?.stringValue,
      let items = value["items"]?.arrayValue,
      version == "v1" && kind == "List" || version.hasPrefix(ResourceSchema.group + "/") && kind.hasSuffix("List")
    else { return [self] }
    return items.indices.compactMap { part(at: [.key("items"), .index($0)]) }
  }
}
