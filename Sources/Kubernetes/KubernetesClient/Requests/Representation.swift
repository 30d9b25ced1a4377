/// The form in which objects are answered.
public enum Representation: Sendable, Hashable {
  /// Whole objects.
  case full
  /// Their metadata alone, as `ObjectMetadata`.
  case metadata
  /// A table as `kubectl get` shows it, with each row's metadata.
  case table

  func accept(isList: Bool) -> HeaderField {
    switch self {
    case .full: HeaderField("Accept", MediaType.json)
    case .metadata where isList:
      HeaderField("Accept", "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1")
    case .metadata: HeaderField("Accept", "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1")
    case .table: HeaderField("Accept", "application/json;as=Table;g=meta.k8s.io;v=v1")
    }
  }

  var query: [QueryItem] { self == .table ? [QueryItem("includeObject", "Metadata")] : [] }
}
