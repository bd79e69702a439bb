/** Sidetone's version; a test holds it equal to package.json's, which a bundle could not read. */
export const VERSION = '0.1.0'
