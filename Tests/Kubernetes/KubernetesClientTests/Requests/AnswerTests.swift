import KubernetesClient
import KubernetesObjects
import Testing

/// What single answers of a real API server say.
struct AnswerTests {
  @Test func anAccessReviewSaysWhetherItIsAllowed() throws {
    #expect(try !AccessReview.Answer(parsing: RecordedAnswer.ssar.body).isAllowed)
    #expect(throws: AnswerError.self) { try AccessReview.Answer(parsing: RecordedAnswer.version.body) }
    let request = AccessReview(
      RequestSubject(verb: "create", resource: "pods", subresource: "eviction", namespace: "n")
    ).request
    #expect(request.path == "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews")
    #expect(
      String(decoding: request.body ?? [], as: UTF8.self).contains(
        #""resourceAttributes":{"verb":"create","group":"","resource":"pods","subresource":"eviction","namespace":"n"}"#
      ))
  }

  @Test func aggregatedDiscoveryTellsVerbsScopeAndSubresources() throws {
    var discovery = Discovery()
    try discovery.add(aggregated: RecordedAnswer.discoveryAPI.body)
    try discovery.add(aggregated: RecordedAnswer.discoveryAPIs.body)
    let pods = try #require(discovery.resource(group: "", kind: "Pod"))
    #expect(pods.resource == Pod.resource)
    #expect(pods.verbs.contains("watch"))
    #expect(pods.subresources.contains("eviction"))
    #expect(discovery.resource(group: "", kind: "Namespace")?.resource == Namespace.resource)
    #expect(
      discovery.resource(group: "policy", version: "v1", kind: "PodDisruptionBudget")?.resource
        == PodDisruptionBudget.resource)
    #expect(discovery.resource(group: "apps", version: "v2", kind: "Deployment") == nil)
    #expect(discovery.staleVersions.isEmpty)
    #expect(Discovery.requests.map(\.target) == ["/api", "/apis"])
  }

  @Test func oneGroupAndVersionTellsTheSame() throws {
    var discovery = Discovery()
    try discovery.add(resourceList: RecordedAnswer.resourceList.body)
    let deployments = try #require(discovery.resource(group: "apps", kind: "Deployment"))
    #expect(deployments.resource == Deployment.resource)
    #expect(deployments.subresources == ["scale", "status"])
    #expect(discovery.resource(group: "apps", kind: "Scale") == nil)
    #expect(Discovery.request(group: "apps", version: "v1").target == "/apis/apps/v1")
    #expect(Discovery.request(group: "", version: "v1").target == "/api/v1")
  }

  @Test func aTableHasColumnsAndRowsWithMetadata() throws {
    let table = try ObjectTable(parsing: RecordedAnswer.table.body)
    #expect(table.columns.prefix(3).map(\.name) == ["Name", "Ready", "Status"])
    #expect(table.rows.count == 1)
    #expect(table.rows[0].metadata.name == "p")
    #expect(table.rows[0].cells[0] == "p")
    #expect(!table.list.resourceVersion.isEmpty)
  }

  @Test func anotherKindOfAnswerIsNamed() {
    let error = #expect(throws: AnswerError.self) { try ObjectTable(parsing: RecordedAnswer.ssar.body) }
    #expect(error?.message == "the answer is SelfSubjectAccessReview, not Table")
    #expect(error?.isRetryable == false)
    let broken = #expect(throws: AnswerError.self) { try ObjectTable(parsing: Array("{\"kind\":".utf8)) }
    #expect(broken?.isRetryable == true)
  }
}
