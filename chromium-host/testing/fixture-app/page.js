document.getElementById('ask').addEventListener('click', async () => {
  document.getElementById('answer').textContent = (await window.fixture.echo('answered'))[0]
})
