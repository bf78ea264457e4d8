/** A form, as the button in the header is: what lets out changes something, and is no link. */
export function leave(): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = "/api/leave";
  document.body.append(form);
  form.submit();
}
