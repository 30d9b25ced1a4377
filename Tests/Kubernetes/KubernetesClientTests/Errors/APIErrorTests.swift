import KubernetesClient
import KubernetesObjects
import Testing

/// What the answers of a real API server become.
struct APIErrorTests {
  @Test(arguments: [
    (RecordedAnswer.alreadyExists, APIError.Code.alreadyExists), (.notFound, .notFound), (.notServed, .notServed),
    (.notServedInGroup, .notServed), (.conflict, .conflict), (.preconditionUID, .conflict),
    (.applyConflict, .conflict), (.invalid, .invalid), (.forbidden, .forbidden), (.forbiddenCreate, .forbidden),
    (.unauthorized, .unauthorized), (.badRequestStrict, .badRequest), (.badRequest, .badRequest),
    (.unsupportedMediaType, .unsupportedMediaType), (.notAcceptable, .notAcceptable),
    (.methodNotAllowed, .methodNotAllowed), (.tooLarge, .requestTooLarge), (.timeout, .timeout),
    (.evictionRefused, .tooManyRequests), (.namespaceTerminating, .forbidden), (.expiredContinue, .expired),
    (.expiredList, .expired), (.tooLargeResourceVersion, .timeout), (.watchInvalid, .internalError),
  ])
  func everyRecordedFailureHasItsCode(answer: RecordedAnswer, code: APIError.Code) {
    let error = answer.error()
    #expect(error.code == code)
    #expect(error.httpStatus == answer.status)
    #expect(!error.message.isEmpty)
  }

  @Test func onlyWhatMayPassByItselfIsRetryable() {
    for answer in [RecordedAnswer.timeout, .evictionRefused, .tooLargeResourceVersion] {
      #expect(answer.error().isRetryable)
    }
    for answer in [
      RecordedAnswer.alreadyExists, .notFound, .notServed, .conflict, .invalid, .forbidden, .unauthorized,
      .badRequest, .tooLarge, .expiredContinue, .namespaceTerminating,
    ] {
      #expect(!answer.error().isRetryable)
    }
  }

  @Test func aTimeoutMayHaveBeenCarriedOutAndARefusalWasNot() {
    #expect(RecordedAnswer.timeout.error().mayHaveBeenCarriedOut)
    #expect(!RecordedAnswer.evictionRefused.error().mayHaveBeenCarriedOut)
    #expect(!RecordedAnswer.conflict.error().mayHaveBeenCarriedOut)
  }

  @Test func anInvalidObjectNamesEachFieldThatIsWrong() {
    let error = RecordedAnswer.invalid.error()
    #expect(
      error.causes.map(\.field) == [
        "metadata.name", "metadata.labels", "spec.ports[0].port", "spec.ports[0].targetPort",
      ])
    #expect(error.causes[2].reason == "FieldValueInvalid")
    #expect(
      error.causes[2].description == "spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive")
    #expect(error.status?.name == "Bad_Name")
  }

  @Test func anApplyConflictNamesTheOtherManagersField() {
    #expect(
      RecordedAnswer.applyConflict.error().fieldConflicts
        == [StatusCause(reason: "FieldManagerConflict", message: "conflict with \"one\"", field: ".data.k")])
    #expect(RecordedAnswer.conflict.error().fieldConflicts.isEmpty)
  }

  @Test func aForbiddenRequestNamesVerbAndResourceAndTheRoleThatIsMissing() {
    let subject = RequestSubject(
      verb: "create", group: "apps", resource: "deployments", namespace: "kafka", name: "envoy")
    let text = "\(RecordedAnswer.forbiddenCreate.error(subject))"
    #expect(
      text.hasPrefix("cannot create deployments.apps 'envoy' in namespace 'kafka': deployments.apps is forbidden"))
    #expect(text.hasSuffix("(a Role that allows 'create' on 'deployments' of the API group 'apps' is missing)"))
  }

  @Test func aForbiddenRequestForTheWholeClusterNamesAClusterRole() {
    let subject = RequestSubject(verb: "list", resource: "pods")
    let text = "\(RecordedAnswer.forbiddenCreate.error(subject))"
    #expect(text.hasSuffix("(a ClusterRole that allows 'list' on 'pods' of the API group '' is missing)"))
  }

  @Test func aMissingDefinitionAndAWrongTokenAreSaid() {
    let cluster = RequestSubject(verb: "list", group: "kafka.banzaicloud.io", resource: "kafkaclusters")
    #expect(
      "\(RecordedAnswer.notServed.error(cluster))"
        == "cannot list kafkaclusters.kafka.banzaicloud.io: the server does not serve this resource "
        + "(its CustomResourceDefinition is missing, or has another version)")
    #expect(
      "\(RecordedAnswer.unauthorized.error())".hasSuffix("(the token or the certificate is wrong or has expired)"))
    #expect(!"\(RecordedAnswer.notServedInGroup.error())".contains("Definition"))
  }

  @Test func aRequestIsSentAgainWhereNothingIsDoneTwice() throws {
    let creation = try ConfigMap(metadata: ObjectMeta(name: "a", namespace: "n")).creation()
    let read = try ConfigMap.resource.get("a", namespace: "n")
    #expect(!creation.canBeSentAgain(after: RecordedAnswer.timeout.error()))
    #expect(read.canBeSentAgain(after: RecordedAnswer.timeout.error()))
    #expect(creation.canBeSentAgain(after: RecordedAnswer.evictionRefused.error()))
    #expect(!read.canBeSentAgain(after: RecordedAnswer.notFound.error()))
  }

  @Test func aNamespaceThatGoesIsNotAMissingRole() {
    let error = RecordedAnswer.namespaceTerminating.error()
    #expect(error.isNamespaceTerminating)
    #expect(!"\(error)".contains("Role"))
  }

  @Test func anEvictionThatABudgetForbidsIsToldFromABusyServer() {
    #expect(RecordedAnswer.evictionRefused.error().isDisruptionBudget)
    let busy = APIError(
      httpStatus: 429, headers: [HeaderField("retry-after", "1")], body: Array("Too many requests".utf8),
      subject: RequestSubject(verb: "list", resource: "pods"))
    #expect(busy.code == .tooManyRequests)
    #expect(!busy.isDisruptionBudget)
    #expect(busy.retryAfter == .seconds(1))
    #expect(busy.isRetryable)
  }

  @Test func anExpiredListCanGoOnInconsistentlyOrMustBeginAnew() {
    let error = RecordedAnswer.expiredContinue.error()
    #expect(error.needsNewList)
    #expect(error.status?.continueToken == "eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6LTEsInN0YXJ0IjoicGFnZS0xXHUwMDAwIn0")
    #expect(RecordedAnswer.expiredList.error().status?.continueToken == nil)
    #expect(!RecordedAnswer.conflict.error().needsNewList)
  }

  @Test func aResourceVersionThatIsNotYetSeenIsWaitedFor() {
    let error = RecordedAnswer.tooLargeResourceVersion.error()
    #expect(error.isResourceVersionTooLarge)
    #expect(error.retryAfter == .seconds(1))
  }

  @Test(arguments: [(502, true), (503, true), (500, true), (404, false), (302, false), (200, false)])
  func anAnswerThatIsNotKubernetesIsShownInPart(httpStatus: Int, isRetryable: Bool) {
    let page = "<html>\u{1B}[31m\r\n" + String(repeating: "x", count: 5000)
    let error = APIError(
      httpStatus: httpStatus, body: Array(page.utf8), subject: RequestSubject(verb: "get", resource: "pods"))
    #expect(error.isRetryable == isRetryable)
    #expect(error.message.hasPrefix("HTTP \(httpStatus) with an answer that is not Kubernetes': <html> [31m xxx"))
    #expect(error.message.utf8.count < 300)
    #expect(error.status == nil)
  }

  @Test func anEmptyAnswerAndJSONThatIsNoStatusAreNotKubernetes() {
    let subject = RequestSubject(verb: "get", resource: "pods")
    #expect(APIError(httpStatus: 502, body: [], subject: subject).message == "HTTP 502 with an empty answer")
    for text in ["{}", "[]", "{\"kind\":\"Pod\",\"status\":{}}", "{\"error\":\"x\"}", "{\"kind\":\"Status\""] {
      #expect(APIError(httpStatus: 500, body: Array(text.utf8), subject: subject).code == .unexpectedAnswer)
    }
  }

  @Test func aReasonThatNobodyKnowsGoesByItsCode() {
    let body = Array(#"{"kind":"Status","status":"Failure","reason":"Teapot","code":409,"details":{"name":"x"}}"#.utf8)
    #expect(
      APIError(httpStatus: 409, body: body, subject: RequestSubject(verb: "get", resource: "x")).code == .conflict)
    let unknown = Array(#"{"kind":"Status","status":"Failure","reason":"Teapot","code":418}"#.utf8)
    #expect(
      APIError(httpStatus: 418, body: unknown, subject: RequestSubject(verb: "get", resource: "x")).code == .other)
  }

  @Test func theWaitOfAStatusCountsWhereNoHeaderSaysOne() {
    let body = Array(
      #"{"kind":"Status","status":"Failure","reason":"TooManyRequests","code":429,"details":{"retryAfterSeconds":7}}"#
        .utf8)
    let subject = RequestSubject(verb: "get", resource: "pods")
    #expect(APIError(httpStatus: 429, body: body, subject: subject).retryAfter == .seconds(7))
    let headers = [HeaderField("Retry-After", "3")]
    #expect(APIError(httpStatus: 429, headers: headers, body: body, subject: subject).retryAfter == .seconds(3))
  }

  @Test func membersOfAWrongTypeLeaveTheRestReadable() {
    let body = Array(
      #"{"kind":"Status","status":"Failure","message":7,"reason":"Conflict","code":"409","details":[1]}"#.utf8)
    let error = APIError(httpStatus: 409, body: body, subject: RequestSubject(verb: "get", resource: "pods"))
    #expect(error.code == .conflict)
    #expect("\(error)" == "cannot get pods: HTTP 409")
  }
}
