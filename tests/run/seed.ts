import fc from 'fast-check';

// On a build machine the random cases are always the same ones, so that what fails there fails again when it is looked
// at; on a developer's they are new each time, and find what is still wrong.
if (process.env.CI) fc.configureGlobal({ seed: 20261121 });
