// Keyboard and focus for the reading pages. It owns no state: it follows links that are on the page.
