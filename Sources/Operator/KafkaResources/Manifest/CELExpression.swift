/// A validation rule of a CustomResourceDefinition (`x-kubernetes-validations`), in the Common Expression Language.
public struct CELExpression: Sendable, Hashable {
  /// Where it stands: the path of a field, with `[]` for the elements of a list and `{}` for the values of a map, such as
  /// `spec.brokers[]`. `self` is the value there, and `oldSelf` the one that it replaces.
  public let place: String
  /// What has to be true.
  public let rule: String
  /// What the API server says where it is not.
  public let message: String

  init(at place: String, _ rule: String, message: String) {
    self.place = place
    self.rule = rule
    self.message = message
  }
}
