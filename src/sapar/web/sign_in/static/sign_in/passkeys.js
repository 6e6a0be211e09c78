// Lets a form be sent with a passkey: <form data-passkey="create" or "get" data-options="…JSON…">.
(() => {
  'use strict'

  const bytes = (text) => Uint8Array.from(
    atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0))

  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')

  const decoded = (options) => {
    const asked = { ...options.publicKey }
    asked.challenge = bytes(asked.challenge)
    if (asked.user) asked.user = { ...asked.user, id: bytes(asked.user.id) }
    for (const list of ['allowCredentials', 'excludeCredentials']) {
      if (asked[list]) asked[list] = asked[list].map((one) => ({ ...one, id: bytes(one.id) }))
    }
    return asked
  }

  const encoded = (credential) => {
    const response = {}
    for (const part of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
      if (credential.response[part]) response[part] = text(credential.response[part])
    }
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment,
      clientExtensionResults: credential.getClientExtensionResults(),
      response
    })
  }

  for (const form of document.querySelectorAll('form[data-passkey]')) {
    if (!window.PublicKeyCredential) {
      form.querySelector('[data-unable]').hidden = false
      continue
    }
    const trouble = form.querySelector('[data-trouble]')
    form.querySelector('[data-able]').hidden = false
    form.addEventListener('submit', async (event) => {
      event.preventDefault()
      trouble.hidden = true
      try {
        const publicKey = decoded(JSON.parse(form.dataset.options))
        const credential = await navigator.credentials[form.dataset.passkey]({ publicKey })
        form.elements.credential.value = encoded(credential)
        form.submit()
      } catch {
        trouble.hidden = false
      }
    })
  }
})()
