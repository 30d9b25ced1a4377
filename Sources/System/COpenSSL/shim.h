// OpenSSL for Swift: the headers, and typed wrappers for what are macros there.
#pragma once
#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

// Transport: typed wrappers for macros.
#include <openssl/tls1.h>

static inline long koperator_ssl_ctx_set_mode(SSL_CTX *context, long mode) { return SSL_CTX_set_mode(context, mode); }
static inline void koperator_ssl_ctx_set_safe_options(SSL_CTX *context) {
  SSL_CTX_set_options(context, SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
}
static inline int koperator_ssl_ctx_set_minimum_version(SSL_CTX *context, int version) {
  return (int)SSL_CTX_set_min_proto_version(context, version);
}
static inline long koperator_ssl_ctx_disable_session_cache(SSL_CTX *context) {
  return SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
}
static inline int koperator_ssl_ctx_add_chain_certificate(SSL_CTX *context, X509 *certificate) {
  return (int)SSL_CTX_add1_chain_cert(context, certificate);
}
static inline int koperator_ssl_set_server_name(SSL *session, const char *name) {
  return (int)SSL_set_tlsext_host_name(session, name);
}
static inline void koperator_bio_set_retry_read(BIO *bio) { BIO_set_retry_read(bio); }
static inline void koperator_bio_clear_retry_flags(BIO *bio) { BIO_clear_retry_flags(bio); }
static inline void koperator_certificates_clear(STACK_OF(X509) *stack) {
  while (stack && sk_X509_num(stack) > 0) X509_free(sk_X509_pop(stack));
}
static inline int koperator_general_names_count(const GENERAL_NAMES *names) {
  return names ? sk_GENERAL_NAME_num(names) : 0;
}
// The kind (GEN_DNS, GEN_URI, GEN_IPADD, …) and the string of a subject alternative name; NULL for other kinds.
static inline const ASN1_STRING *koperator_general_name_at(const GENERAL_NAMES *names, int index, int *kind) {
  GENERAL_NAME *name = sk_GENERAL_NAME_value(names, index);
  *kind = name->type;
  switch (name->type) {
  case GEN_DNS: return name->d.dNSName;
  case GEN_URI: return name->d.uniformResourceIdentifier;
  case GEN_IPADD: return name->d.iPAddress;
  default: return NULL;
  }
}
static inline void koperator_general_names_free(GENERAL_NAMES *names) {
  sk_GENERAL_NAME_pop_free(names, GENERAL_NAME_free);
}
static inline GENERAL_NAMES *koperator_certificate_names(const X509 *certificate) {
  return (GENERAL_NAMES *)X509_get_ext_d2i(certificate, NID_subject_alt_name, NULL, NULL);
}
static inline int koperator_print_name(BIO *bio, const X509_NAME *name) {
  return X509_NAME_print_ex(bio, name, 0, XN_FLAG_RFC2253);
}
static inline int koperator_print_subject(BIO *bio, const X509 *certificate) {
  return X509_NAME_print_ex(bio, X509_get_subject_name(certificate), 0, XN_FLAG_RFC2253);
}
static inline long koperator_bio_contents(BIO *bio, char **data) { return BIO_get_mem_data(bio, data); }
// Whether the last error says that a PEM text ended (no further block), not that a block is damaged.
static inline int koperator_is_end_of_pem(unsigned long error) {
  return ERR_GET_LIB(error) == ERR_LIB_PEM && ERR_GET_REASON(error) == PEM_R_NO_START_LINE;
}

// Certificates: typed wrappers for macros and variadic functions.
#include <openssl/pkcs12.h>

static inline EVP_PKEY *koperator_key_generate_ec(const char *curve) {
  return EVP_PKEY_Q_keygen(NULL, NULL, "EC", curve);
}
static inline EVP_PKEY *koperator_key_generate_rsa(size_t bits) { return EVP_PKEY_Q_keygen(NULL, NULL, "RSA", bits); }
static inline STACK_OF(X509) *koperator_certificates_new(void) { return sk_X509_new_null(); }
// Whether the certificate was added; the stack does not own it.
static inline int koperator_certificates_push(STACK_OF(X509) *stack, X509 *certificate) {
  return sk_X509_push(stack, certificate) > 0;
}
static inline void koperator_certificates_free(STACK_OF(X509) *stack) { sk_X509_free(stack); }
// Takes the first certificate off the stack; NULL where there is none. The caller owns it.
static inline X509 *koperator_certificates_take(STACK_OF(X509) *stack) {
  return stack ? sk_X509_shift(stack) : NULL;
}
static inline void koperator_safe_bags_free(STACK_OF(PKCS12_SAFEBAG) *bags) {
  sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
}
static inline void koperator_safes_free(STACK_OF(PKCS7) *safes) { sk_PKCS7_pop_free(safes, PKCS7_free); }
static inline int koperator_general_names_push(GENERAL_NAMES *names, GENERAL_NAME *name) {
  return sk_GENERAL_NAME_push(names, name) > 0;
}
// A name that is a text of ASCII (GEN_DNS, GEN_URI); NULL without memory.
static inline GENERAL_NAME *koperator_general_name_text(int kind, const char *text) {
  GENERAL_NAME *name = GENERAL_NAME_new();
  ASN1_IA5STRING *string = ASN1_IA5STRING_new();
  if (!name || !string || !ASN1_STRING_set(string, text, -1)) {
    GENERAL_NAME_free(name);
    ASN1_IA5STRING_free(string);
    return NULL;
  }
  GENERAL_NAME_set0_value(name, kind, string);
  return name;
}
// A name that is an address, which it owns then; NULL without memory.
static inline GENERAL_NAME *koperator_general_name_address(ASN1_OCTET_STRING *address) {
  GENERAL_NAME *name = GENERAL_NAME_new();
  if (!name) {
    ASN1_OCTET_STRING_free(address);
    return NULL;
  }
  GENERAL_NAME_set0_value(name, GEN_IPADD, address);
  return name;
}
// Adds an attribute whose value is an object identifier, both as numbers with points.
static inline int koperator_safe_bag_add_object(PKCS12_SAFEBAG *bag, const char *attribute, const char *value) {
  ASN1_OBJECT *object = OBJ_txt2obj(value, 1);
  if (!object) return 0;
  int result = PKCS12_add1_attr_by_txt(bag, attribute, V_ASN1_OBJECT, (const unsigned char *)object, -1);
  ASN1_OBJECT_free(object);
  return result;
}
