/*
 * Runs before anything is shown. Whoever left with "Sluit deze website meteen" and comes here by the
 * back button is sent on again; whoever follows a link or types the address is welcome.
 */
(() => {
  try {
    const [how] = performance.getEntriesByType("navigation");
    if (how?.type === "back_forward" && sessionStorage.getItem("verlaten")) {
      document.documentElement.classList.add("weg-hier");
      location.replace(sessionStorage.getItem("verlaten"));
    } else {
      sessionStorage.removeItem("verlaten");
    }
  } catch {
    // Nothing is kept here, so nobody can have left.
  }
})();
