import { unpackGround } from '../packed/unpack-ground.ts';
import { DATA_ID, type StoryData } from '../story-data.ts';
import { buildPage } from './build-page.ts';
import { printPages } from './print-pages.ts';
import { turnPages } from './turn-pages.ts';
import { pageWords } from './words.ts';

// The script of an exported page: builds it from the data that the page carries.
const data = JSON.parse(document.getElementById(DATA_ID)?.textContent ?? '') as StoryData;
const say = pageWords(data.language);
const ground = data.ground && unpackGround(data.ground);
const stage = document.getElementById('story');
if (!stage) throw new Error('expected a place for the story');
const of = data.story.pages.length;
const pages = data.story.pages.map((page, at) => buildPage(page, { at, of }, data, ground, say));
stage.append(...pages.map(({ element }) => element));
document.getElementById('start')?.remove();
turnPages(stage, pages, say);
printPages(pages);
